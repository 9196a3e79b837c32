-- Each hour those are sought whose membership ends soon.
create index subscriptions_ending on subscriptions (paid_until) where status = 'cancelled';
