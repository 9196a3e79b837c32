-- What kind of thing a file is, by its name first (people trust it) and its content type second.
create function file_kind(name text, content_type text) returns text language sql immutable parallel safe as $$
  select case
    when ending = any('{zip,7z,rar,tar,gz,tgz,xz,zst,dmg,iso}') then 'archive'
    when ending = any('{mp3,wav,flac,m4a,ogg,opus,aac,aiff,aif,mid,midi}') then 'audio'
    when ending = any('{epub,mobi,azw3,cbz}') then 'book'
    when ending = any('{js,mjs,ts,jsx,tsx,py,rb,go,rs,c,h,cpp,java,swift,kt,php,sh,json,yaml,yml,toml,html,css,sql,ipynb,wasm}')
      then 'code'
    when ending = any('{pdf,doc,docx,odt,rtf,txt,md,pages,tex,ppt,pptx,key}') then 'document'
    when ending = any('{ttf,otf,woff,woff2}') then 'font'
    when ending = any('{png,jpg,jpeg,gif,webp,avif,svg,heic,tif,tiff,psd,ai,sketch,fig,raw}') then 'image'
    when ending = any('{stl,obj,fbx,gltf,glb,blend,3mf,step,stp,ply,dae,usdz}') then 'model'
    when ending = any('{csv,tsv,xls,xlsx,ods,numbers,parquet}') then 'table'
    when ending = any('{mp4,mov,mkv,webm,avi,m4v}') then 'video'
    when top in ('audio', 'video', 'image', 'font', 'model') then top
    when sub ~ 'zip|tar|compressed' and sub !~ 'epub' then 'archive'
    when sub ~ 'epub' then 'book'
    when top = 'text' or sub ~ 'pdf' then 'document'
    else 'other'
  end
  from (select
    coalesce(lower(substring(name from '\.([A-Za-z0-9]{1,8})$')), '') as ending,
    split_part(lower(content_type), '/', 1) as top,
    split_part(lower(content_type), '/', 2) as sub) as said
$$;

alter table products add column file_kinds text[] not null default '{}';
comment on column products.file_kinds is 'the kinds of its files, each once, as file_kind() says; kept so that lists can be narrowed without looking at files';
update products p set file_kinds = found.kinds
from (
  select l.product_id, array_agg(distinct file_kind(f.name, f.content_type)) as kinds
  from product_files l join files f on f.id = l.file_id group by 1
) found
where found.product_id = p.id;
-- Serves a category alone as well as a category with a range of prices.
create index products_category_price on products (category_id, price_amount) where status = 'published';
drop index products_category;
create index products_file_kinds on products using gin (file_kinds) where status = 'published';
