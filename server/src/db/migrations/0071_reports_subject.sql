-- The reports of one thing: closed together, and blanked when who said it leaves.
create index reports_subject on reports (subject_id);
