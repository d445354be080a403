-- +goose Up

-- The public boards of every installation. Their names are in the catalogs: board.name.<slug>, board.about.<slug>.
insert into board (id, slug, position) values
  ('5579a579-f690-57ee-8dd8-5b6deaaf21ed', 'welcome', 10),
  ('1b83a9b8-77fb-5961-b0a1-06be8695d926', 'photos', 20),
  ('bef09d83-2782-5b0a-87d5-9263d731da0a', 'articles', 30),
  ('38373ae9-7d9a-5d18-94b3-757e0281b3e0', 'books', 40),
  ('37e42b05-712e-50f0-ba64-2d073b4f25c2', 'music', 50),
  ('2adbb9c8-efe9-52ef-a6f5-6a827b7ddd2b', 'links', 60),
  -- The exchange boards, one for each field.
  ('1cbad7ec-4c98-5f4f-98eb-a738399bf674', 'environment', 110),
  ('863013e2-1ed1-549a-ad1a-f38ac66f223c', 'urban-planning', 120),
  ('a103b59d-b7be-53cf-8824-ae8a066ec366', 'education', 130),
  ('46db961a-0e92-5f54-99c3-4c8e1ee0516e', 'trade', 140),
  ('a62c3698-ab81-5e8a-903c-be2bf94f4dbe', 'culture', 150),
  ('982b73f1-ace4-54ae-bd35-6224a197fe33', 'rural', 160);

-- +goose Down
delete from board where class_id is null;
