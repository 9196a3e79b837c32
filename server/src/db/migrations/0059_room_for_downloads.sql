-- A download is changed when it starts and when its bytes have been counted; with room on its page neither touches an index.
alter table downloads set (fillfactor = 70);
