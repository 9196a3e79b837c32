-- The sitemaps walk everything on sale in the order of ids; without this they would read each product whole.
create index products_sitemap on products (id) where status = 'published';
