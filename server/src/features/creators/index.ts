export { avatarUrl } from "./avatar-url.ts";
export { createCreator } from "./create-creator.ts";
export { getCreatorForMember } from "./get-creator.ts";
export {
  type FoundCreator,
  findCreatorByHandle,
  listMemberships,
  type Membership,
  type SocialLink,
} from "./queries.ts";
export { type Role, reaches, requireMember } from "./require-member.ts";
export { creatorsRoutes } from "./routes.ts";
export { creator, creatorParams } from "./schemas.ts";
export { setAvatar } from "./set-avatar.ts";
export { setCreatorSuspended } from "./set-creator-suspended.ts";
export { lineField, textField } from "./text-fields.ts";
