comment on table rate_limits is 'ports: fixed-window counters shared by all nodes, by ports/counters';
