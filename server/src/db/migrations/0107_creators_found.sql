-- Creators are found by their names.
create index creators_search on creators using gin (to_tsvector('simple'::regconfig, display_name || ' ' || handle));
