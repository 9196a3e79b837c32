-- Named groups of products on a storefront, in the creator's order. What is in none comes after them.
create table storefront_sections (
  id uuid primary key,
  creator_id uuid not null references creators on delete cascade,
  title text not null check (length(title) between 1 and 60),
  position integer not null
);
create index storefront_sections_creator on storefront_sections (creator_id, position);
comment on table storefront_sections is 'catalog: the named groups of a storefront, in order';

create table section_products (
  product_id uuid primary key references products on delete cascade,
  section_id uuid not null references storefront_sections on delete cascade,
  position integer not null
);
create index section_products_section on section_products (section_id, position);
comment on table section_products is 'catalog: the products of each group, in order; a product is in one at most';
