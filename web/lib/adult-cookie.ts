/** Says that the user of this browser is an adult; set by `POST /api/v1/adult-content`. */
export const adultCookie = "vaulture.adult";
