BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'proving','m0001_first_schema','2026-11-26 03:47:23.006906+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'proving','m0002_own_failures','2026-11-26 03:47:23.007983+00:00');
CREATE TABLE audit_chain (
    seq integer primary key,
    kind text not null,
    subject integer not null,
    content text not null,
    previous_hash text not null,
    hash text not null,
    at text not null
) strict;
INSERT INTO "audit_chain" VALUES(1,'batch queued',1,'{"by":"","seed":7,"title":"scripted: 2 tasks, balanced, 2 times","trials":4}','0000000000000000000000000000000000000000000000000000000000000000','ca40a5f191aed97fce3988cd5af3c711f879ce24cc77f1da5aad4b02e47d7919','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(2,'execution',1,'{"agent":"scripted","batch_id":1,"code_blob":"426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369","cost_usd":0.5,"cpu_ms":40.0,"execution_id":"3f3b35e8360f45849ca0b002e5e77217","exit_code":null,"image_digest":"sha256:1","log_blob":null,"note":"","ordinal":1,"outcome":"exited","output_truncated":0,"peak_memory_mib":64.0,"phases":"[]","provenance":"real","purpose":"grade","reason":"All 2 tests passed.","started_at":"2026-01-02T12:00:00.000000Z","stderr_blob":null,"stdout_blob":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","strategy_name":"balanced","strategy_version":"balanced-1","task_id":"sort","team":"default","tests_blob":"efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5","tests_passed":2,"tests_total":2,"tokens":10,"trial_id":1,"trust":"isolated","trust_reason":null,"verdict":"passed","wall_ms":50.0}','ca40a5f191aed97fce3988cd5af3c711f879ce24cc77f1da5aad4b02e47d7919','fb856c680062f7255d422a486f8b2943f90e2c3920854a59001b2cb4f2f3c4b1','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(3,'execution',2,'{"agent":"scripted","batch_id":1,"code_blob":"426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369","cost_usd":0.5,"cpu_ms":40.0,"execution_id":"8fdc1cc2eecd408684c35c65fe392a78","exit_code":null,"image_digest":"sha256:1","log_blob":null,"note":"","ordinal":2,"outcome":"exited","output_truncated":0,"peak_memory_mib":64.0,"phases":"[]","provenance":"real","purpose":"grade","reason":"All 2 tests passed.","started_at":"2026-01-02T12:00:00.000000Z","stderr_blob":null,"stdout_blob":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","strategy_name":"balanced","strategy_version":"balanced-1","task_id":"sort","team":"default","tests_blob":"efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5","tests_passed":2,"tests_total":2,"tokens":10,"trial_id":1,"trust":"isolated","trust_reason":null,"verdict":"passed","wall_ms":50.0}','fb856c680062f7255d422a486f8b2943f90e2c3920854a59001b2cb4f2f3c4b1','55959d61fed5b627b1c70e4a27a3d7cb2f1b9f0a087a4fe43841c127f338c7b9','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(4,'trial',1,'{"agent":"scripted","agent_version":"1","batch_id":1,"closed_at":"2026-01-02T12:00:00.000000Z","closing_seq":1,"cost_usd":1.0,"execution_ms":100.0,"executions":2,"provenance":"real","reason":"It passed.","score_detail":"{\"total\": 80.0, \"correctness\": 0.8, \"speed\": null, \"quality\": null, \"weights\": {\"version\": \"1\", \"correctness\": 60.0, \"speed\": 20.0, \"quality\": 20.0}}","seed":1743666477,"strategy_version":"balanced-1","task_hash":"hash-of-sort","task_id":"sort","tokens":20,"verdict":"passed"}','55959d61fed5b627b1c70e4a27a3d7cb2f1b9f0a087a4fe43841c127f338c7b9','01368e80935d98137fb0fd03ec9bde09260f8ee895898b5aa9f7c6311e2aa5ce','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(5,'execution',3,'{"agent":"scripted","batch_id":1,"code_blob":"426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369","cost_usd":0.5,"cpu_ms":40.0,"execution_id":"927f101931d24abdb8753a9f68ab98ed","exit_code":null,"image_digest":"sha256:1","log_blob":null,"note":"","ordinal":1,"outcome":"exited","output_truncated":0,"peak_memory_mib":64.0,"phases":"[]","provenance":"real","purpose":"grade","reason":"1 of 2 tests failed.","started_at":"2026-01-02T12:00:00.000000Z","stderr_blob":null,"stdout_blob":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","strategy_name":"balanced","strategy_version":"balanced-1","task_id":"add","team":"default","tests_blob":"69931c69e5be59023480506652a27fc80123e550b83381e007bac0bada2be54f","tests_passed":1,"tests_total":2,"tokens":10,"trial_id":2,"trust":"isolated","trust_reason":null,"verdict":"failed","wall_ms":50.0}','01368e80935d98137fb0fd03ec9bde09260f8ee895898b5aa9f7c6311e2aa5ce','3b8c055dd9652557d5a882a20e6ebf0f8914099fa615008570809f2dd2485490','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(6,'execution',4,'{"agent":"scripted","batch_id":1,"code_blob":"426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369","cost_usd":0.5,"cpu_ms":40.0,"execution_id":"8c436eaaeb6a475f8cf0c3687ba7d9fa","exit_code":null,"image_digest":"sha256:1","log_blob":null,"note":"","ordinal":2,"outcome":"exited","output_truncated":0,"peak_memory_mib":64.0,"phases":"[]","provenance":"real","purpose":"grade","reason":"1 of 2 tests failed.","started_at":"2026-01-02T12:00:00.000000Z","stderr_blob":null,"stdout_blob":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","strategy_name":"balanced","strategy_version":"balanced-1","task_id":"add","team":"default","tests_blob":"69931c69e5be59023480506652a27fc80123e550b83381e007bac0bada2be54f","tests_passed":1,"tests_total":2,"tokens":10,"trial_id":2,"trust":"isolated","trust_reason":null,"verdict":"failed","wall_ms":50.0}','3b8c055dd9652557d5a882a20e6ebf0f8914099fa615008570809f2dd2485490','dfa7d4f6ca934de49527acf9b3c80722073432a709bfaff6ea055f503bdfac0e','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(7,'trial',2,'{"agent":"scripted","agent_version":"1","batch_id":1,"closed_at":"2026-01-02T12:00:00.000000Z","closing_seq":2,"cost_usd":1.0,"execution_ms":100.0,"executions":2,"provenance":"real","reason":"It failed.","score_detail":"{\"total\": 80.0, \"correctness\": 0.8, \"speed\": null, \"quality\": null, \"weights\": {\"version\": \"1\", \"correctness\": 60.0, \"speed\": 20.0, \"quality\": 20.0}}","seed":2141094336,"strategy_version":"balanced-1","task_hash":"hash-of-add","task_id":"add","tokens":20,"verdict":"failed"}','dfa7d4f6ca934de49527acf9b3c80722073432a709bfaff6ea055f503bdfac0e','c414a8cbbaac43d10945211226dc0b5f48ee015e40c9ae0a66af27b5c0a74cfc','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(8,'execution',5,'{"agent":"scripted","batch_id":1,"code_blob":"426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369","cost_usd":0.5,"cpu_ms":40.0,"execution_id":"259cbb49f695418bb3be0541ba70d447","exit_code":null,"image_digest":"sha256:1","log_blob":null,"note":"","ordinal":1,"outcome":"exited","output_truncated":0,"peak_memory_mib":64.0,"phases":"[]","provenance":"real","purpose":"grade","reason":"All 2 tests passed.","started_at":"2026-01-02T12:00:00.000000Z","stderr_blob":null,"stdout_blob":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","strategy_name":"balanced","strategy_version":"balanced-1","task_id":"add","team":"default","tests_blob":"efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5","tests_passed":2,"tests_total":2,"tokens":10,"trial_id":3,"trust":"isolated","trust_reason":null,"verdict":"passed","wall_ms":50.0}','c414a8cbbaac43d10945211226dc0b5f48ee015e40c9ae0a66af27b5c0a74cfc','e81f5295b02521decfabe4ca8e85dc5c8b2847a1eb08504ef2909d2e6053781f','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(9,'execution',6,'{"agent":"scripted","batch_id":1,"code_blob":"426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369","cost_usd":0.5,"cpu_ms":40.0,"execution_id":"cea18f0196e744bc857bb0e0c4438e73","exit_code":null,"image_digest":"sha256:1","log_blob":null,"note":"","ordinal":2,"outcome":"exited","output_truncated":0,"peak_memory_mib":64.0,"phases":"[]","provenance":"real","purpose":"grade","reason":"All 2 tests passed.","started_at":"2026-01-02T12:00:00.000000Z","stderr_blob":null,"stdout_blob":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","strategy_name":"balanced","strategy_version":"balanced-1","task_id":"add","team":"default","tests_blob":"efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5","tests_passed":2,"tests_total":2,"tokens":10,"trial_id":3,"trust":"isolated","trust_reason":null,"verdict":"passed","wall_ms":50.0}','e81f5295b02521decfabe4ca8e85dc5c8b2847a1eb08504ef2909d2e6053781f','7492e780ca459e6c4a430cb3e020b767b549b5d09d3f18e35ecbab326dcc6a8d','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(10,'trial',3,'{"agent":"scripted","agent_version":"1","batch_id":1,"closed_at":"2026-01-02T12:00:00.000000Z","closing_seq":3,"cost_usd":1.0,"execution_ms":100.0,"executions":2,"provenance":"real","reason":"It passed.","score_detail":"{\"total\": 80.0, \"correctness\": 0.8, \"speed\": null, \"quality\": null, \"weights\": {\"version\": \"1\", \"correctness\": 60.0, \"speed\": 20.0, \"quality\": 20.0}}","seed":1698038970,"strategy_version":"balanced-1","task_hash":"hash-of-add","task_id":"add","tokens":20,"verdict":"passed"}','7492e780ca459e6c4a430cb3e020b767b549b5d09d3f18e35ecbab326dcc6a8d','2bcc461251128e12beed06b446af54a930af2b0b820ea425b9f966b062b92ac3','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(11,'batch queued',2,'{"by":"","seed":7,"title":"scripted: add, balanced, 2 times","trials":2}','2bcc461251128e12beed06b446af54a930af2b0b820ea425b9f966b062b92ac3','65a1128b7020107803f4e029d4cf28112a0af7f61db452f07ab35a3b7c7940be','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(12,'execution',7,'{"agent":"scripted","batch_id":1,"code_blob":"426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369","cost_usd":0.5,"cpu_ms":40.0,"execution_id":"50b861cf32de40d3a2cc6a60eb3b544e","exit_code":null,"image_digest":"sha256:1","log_blob":null,"note":"","ordinal":1,"outcome":"exited","output_truncated":0,"peak_memory_mib":64.0,"phases":"[]","provenance":"real","purpose":"grade","reason":"All 2 tests passed.","started_at":"2026-01-02T12:00:00.000000Z","stderr_blob":null,"stdout_blob":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","strategy_name":"balanced","strategy_version":"balanced-1","task_id":"sort","team":"default","tests_blob":"efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5","tests_passed":2,"tests_total":2,"tokens":10,"trial_id":4,"trust":"isolated","trust_reason":null,"verdict":"passed","wall_ms":50.0}','65a1128b7020107803f4e029d4cf28112a0af7f61db452f07ab35a3b7c7940be','be1ad3f6a2c27daaeea3c73100252d082ad57cac6a46f8721346a1a2217533a1','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(13,'trial',4,'{"agent":"scripted","agent_version":"1","batch_id":1,"closed_at":"2026-01-02T12:00:00.000000Z","closing_seq":4,"cost_usd":0.5,"execution_ms":50.0,"executions":1,"provenance":"real","reason":"It passed.","score_detail":"{\"total\": 80.0, \"correctness\": 0.8, \"speed\": null, \"quality\": null, \"weights\": {\"version\": \"1\", \"correctness\": 60.0, \"speed\": 20.0, \"quality\": 20.0}}","seed":1569212783,"strategy_version":"balanced-1","task_hash":"hash-of-sort","task_id":"sort","tokens":10,"verdict":"passed"}','be1ad3f6a2c27daaeea3c73100252d082ad57cac6a46f8721346a1a2217533a1','3d0afb0194e0406cc41a8841bdf9d6c6f09294350ae572f7a9daab09e1fd42b3','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(14,'execution',8,'{"agent":"scripted","batch_id":2,"code_blob":"426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369","cost_usd":0.5,"cpu_ms":40.0,"execution_id":"d8711983aa0e4d5c99b6cf6d7cfbbe25","exit_code":null,"image_digest":"sha256:1","log_blob":null,"note":"","ordinal":1,"outcome":"exited","output_truncated":0,"peak_memory_mib":64.0,"phases":"[]","provenance":"real","purpose":"grade","reason":"1 of 2 tests failed.","started_at":"2026-01-02T12:00:00.000000Z","stderr_blob":null,"stdout_blob":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","strategy_name":"balanced","strategy_version":"balanced-1","task_id":"add","team":"default","tests_blob":"69931c69e5be59023480506652a27fc80123e550b83381e007bac0bada2be54f","tests_passed":1,"tests_total":2,"tokens":10,"trial_id":5,"trust":"isolated","trust_reason":null,"verdict":"errored","wall_ms":50.0}','3d0afb0194e0406cc41a8841bdf9d6c6f09294350ae572f7a9daab09e1fd42b3','6b97d73e213be6bfbdf2f8a0565d6342412d5228d45c14ed8dc617bb480a3587','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(15,'batch queued',3,'{"by":"","seed":7,"title":"scripted: add, balanced, once","trials":1}','6b97d73e213be6bfbdf2f8a0565d6342412d5228d45c14ed8dc617bb480a3587','ed536a577258fe8d98031c7cb8b88a4f3b35d2ff1acde5499125e56e47321d30','2026-01-02T12:00:00.000000Z');
INSERT INTO "audit_chain" VALUES(16,'batch cancelled',3,'{"waiting":1}','ed536a577258fe8d98031c7cb8b88a4f3b35d2ff1acde5499125e56e47321d30','d94abb0e8a6d1ceca6aa26937c37414dd842fde310768aae0aa5a546a6b4f92f','2026-01-02T12:00:00.000000Z');
CREATE TABLE baselines (
    content_hash text not null,
    image_digest text not null,
    execution_ms real not null,
    measured_at text not null,
    primary key (content_hash, image_digest)
) strict;
CREATE TABLE batches (
    id integer primary key,
    team text not null,
    title text not null,
    agent text not null,
    task_ids text not null,
    strategies text not null,
    repeats integer not null,
    seed integer not null,
    isolation text not null,
    provenance text not null,
    created_by text not null,
    state text not null,
    queued integer not null,
    running integer not null default 0,
    passed integer not null default 0,
    failed integer not null default 0,
    errored integer not null default 0,
    cancelled integer not null default 0,
    score_sum real not null default 0,
    score_count integer not null default 0,
    execution_ms real not null default 0,
    executions integer not null default 0,
    created_at text not null,
    started_at text,
    finished_at text
) strict;
INSERT INTO "batches" VALUES(1,'default','scripted: 2 tasks, balanced, 2 times','scripted','["add", "sort"]','["balanced"]',2,7,'auto','real','','done',0,0,3,1,0,0,320.0,4,350.0,7,'2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z');
INSERT INTO "batches" VALUES(2,'default','scripted: add, balanced, 2 times','scripted','["add"]','["balanced"]',2,7,'auto','real','','running',2,0,0,0,0,0,0.0,0,50.0,1,'2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z',NULL);
INSERT INTO "batches" VALUES(3,'default','scripted: add, balanced, once','scripted','["add"]','["balanced"]',1,7,'auto','real','','cancelled',0,0,0,0,0,1,0.0,0,0.0,0,'2026-01-02T12:00:00.000000Z',NULL,'2026-01-02T12:00:00.000000Z');
CREATE TABLE blobs (
    hash text primary key,
    bytes integer not null,
    data blob not null
) strict;
INSERT INTO "blobs" VALUES('426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369',35,X'789C8BAE562A482CC950B2522ACECF292DC9CCCFD3CB2A56D2512A49AD28010A5628D5C60200DA3D0BD3');
INSERT INTO "blobs" VALUES('efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5',188,X'789CADCC3B0A80400C45D1ADC8AB87415BB7222281441D998F984C25EE5DED2DADEFE50C27B81E64A1E42929FACEB70E7388821E6B6096EC4DD4FCA67048A24ACB93728DD121537A37627EA31A597D04ECA42A8CCBFD4337A91CF2E58F373ABE3F00');
INSERT INTO "blobs" VALUES('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',5,X'789CCB48CDC9C90700062C0215');
INSERT INTO "blobs" VALUES('69931c69e5be59023480506652a27fc80123e550b83381e007bac0bada2be54f',213,X'789C9D8D410AC2301045AF52FE4A2104DDE62A223274A61A49D292994A41BCBBC942C1ADDBFF3EEF9D9EE0B592C5B95CB2221CFDC1618A4910708BCC52BC899ABF2B1CB2A8D2B5A1B2A6E45028F71B3177A846B63603165215C6CBFDA5866C8B8CB6AB324A7C08EFC3D003439EABE0A7F999BEE1899ABC85CF6FD4564758');
CREATE TABLE events (
    id integer primary key,
    at text not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null
) strict;
CREATE TABLE executions (
    id integer primary key,
    execution_id text not null unique,
    trial_id integer not null references trials (id),
    batch_id integer not null,
    team text not null,
    purpose text not null,
    ordinal integer not null,
    agent text not null,
    task_id text not null,
    strategy_name text not null,
    strategy_version text not null,
    provenance text not null,
    verdict text not null,
    outcome text not null,
    reason text not null,
    trust text not null,
    trust_reason text,
    tests_passed integer not null,
    tests_total integer not null,
    exit_code integer,
    wall_ms real,
    cpu_ms real,
    peak_memory_mib real,
    image_digest text,
    phases text not null,
    output_truncated integer not null,
    note text not null,
    tokens integer,
    cost_usd real,
    code_blob text references blobs (hash),
    tests_blob text references blobs (hash),
    stdout_blob text references blobs (hash),
    stderr_blob text references blobs (hash),
    log_blob text references blobs (hash),
    started_at text not null
) strict;
INSERT INTO "executions" VALUES(1,'3f3b35e8360f45849ca0b002e5e77217',1,1,'default','grade',1,'scripted','sort','balanced','balanced-1','real','passed','exited','All 2 tests passed.','isolated',NULL,2,2,NULL,50.0,40.0,64.0,'sha256:1','[]',0,'',10,0.5,'426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369','efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5','2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',NULL,NULL,'2026-01-02T12:00:00.000000Z');
INSERT INTO "executions" VALUES(2,'8fdc1cc2eecd408684c35c65fe392a78',1,1,'default','grade',2,'scripted','sort','balanced','balanced-1','real','passed','exited','All 2 tests passed.','isolated',NULL,2,2,NULL,50.0,40.0,64.0,'sha256:1','[]',0,'',10,0.5,'426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369','efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5','2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',NULL,NULL,'2026-01-02T12:00:00.000000Z');
INSERT INTO "executions" VALUES(3,'927f101931d24abdb8753a9f68ab98ed',2,1,'default','grade',1,'scripted','add','balanced','balanced-1','real','failed','exited','1 of 2 tests failed.','isolated',NULL,1,2,NULL,50.0,40.0,64.0,'sha256:1','[]',0,'',10,0.5,'426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369','69931c69e5be59023480506652a27fc80123e550b83381e007bac0bada2be54f','2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',NULL,NULL,'2026-01-02T12:00:00.000000Z');
INSERT INTO "executions" VALUES(4,'8c436eaaeb6a475f8cf0c3687ba7d9fa',2,1,'default','grade',2,'scripted','add','balanced','balanced-1','real','failed','exited','1 of 2 tests failed.','isolated',NULL,1,2,NULL,50.0,40.0,64.0,'sha256:1','[]',0,'',10,0.5,'426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369','69931c69e5be59023480506652a27fc80123e550b83381e007bac0bada2be54f','2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',NULL,NULL,'2026-01-02T12:00:00.000000Z');
INSERT INTO "executions" VALUES(5,'259cbb49f695418bb3be0541ba70d447',3,1,'default','grade',1,'scripted','add','balanced','balanced-1','real','passed','exited','All 2 tests passed.','isolated',NULL,2,2,NULL,50.0,40.0,64.0,'sha256:1','[]',0,'',10,0.5,'426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369','efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5','2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',NULL,NULL,'2026-01-02T12:00:00.000000Z');
INSERT INTO "executions" VALUES(6,'cea18f0196e744bc857bb0e0c4438e73',3,1,'default','grade',2,'scripted','add','balanced','balanced-1','real','passed','exited','All 2 tests passed.','isolated',NULL,2,2,NULL,50.0,40.0,64.0,'sha256:1','[]',0,'',10,0.5,'426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369','efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5','2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',NULL,NULL,'2026-01-02T12:00:00.000000Z');
INSERT INTO "executions" VALUES(7,'50b861cf32de40d3a2cc6a60eb3b544e',4,1,'default','grade',1,'scripted','sort','balanced','balanced-1','real','passed','exited','All 2 tests passed.','isolated',NULL,2,2,NULL,50.0,40.0,64.0,'sha256:1','[]',0,'',10,0.5,'426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369','efec08eb4044edf8de2ae0208408a1b1c2cd978d4b0603004ddf03bf13c5a4e5','2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',NULL,NULL,'2026-01-02T12:00:00.000000Z');
INSERT INTO "executions" VALUES(8,'d8711983aa0e4d5c99b6cf6d7cfbbe25',5,2,'default','grade',1,'scripted','add','balanced','balanced-1','real','errored','exited','1 of 2 tests failed.','isolated',NULL,1,2,NULL,50.0,40.0,64.0,'sha256:1','[]',0,'',10,0.5,'426385bbc527fdb4a64531a1f52e8156051add936783c545f363b41128bb2369','69931c69e5be59023480506652a27fc80123e550b83381e007bac0bada2be54f','2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',NULL,NULL,'2026-01-02T12:00:00.000000Z');
CREATE TABLE invitations (
    token_hash text primary key,
    role text not null,
    created_at text not null,
    expires_at text not null,
    used_at text
) strict;
CREATE TABLE operator_weights (
    strategy_name text not null,
    operator text not null,
    tries real not null,
    gains real not null,
    primary key (strategy_name, operator)
) strict;
CREATE TABLE people (
    id integer primary key,
    name text not null unique collate nocase,
    password_hash text not null,
    role text not null,
    created_at text not null
) strict;
INSERT INTO "people" VALUES(1,'ada','x','admin','2026-01-02T12:00:00.000000Z');
CREATE TABLE profile_updates (
    id integer primary key,
    profile_id integer not null references profiles (id),
    trial_id integer not null references trials (id),
    before text,
    observation text not null,
    after text not null,
    at text not null,
    unique (profile_id, trial_id)
) strict;
INSERT INTO "profile_updates" VALUES(1,1,1,NULL,'{"success": true, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 1.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 1, "spread": 0.0}, "executions": 2, "key": {"agent": "scripted", "provenance": "real", "scope": "all", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 1, "spread": 0.0}, "success": {"ema": 1.0, "mean": 1.0, "n": 1, "spread": 0.0}, "tokens": 20, "trials": 1, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(2,2,1,NULL,'{"success": true, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 1.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 1, "spread": 0.0}, "executions": 2, "key": {"agent": "scripted", "provenance": "real", "scope": "category:numbers", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 1, "spread": 0.0}, "success": {"ema": 1.0, "mean": 1.0, "n": 1, "spread": 0.0}, "tokens": 20, "trials": 1, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(3,3,1,NULL,'{"success": true, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 1.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 1, "spread": 0.0}, "executions": 2, "key": {"agent": "scripted", "provenance": "real", "scope": "difficulty:easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 1, "spread": 0.0}, "success": {"ema": 1.0, "mean": 1.0, "n": 1, "spread": 0.0}, "tokens": 20, "trials": 1, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(4,4,1,NULL,'{"success": true, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 1.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 1, "spread": 0.0}, "executions": 2, "key": {"agent": "scripted", "provenance": "real", "scope": "cell:numbers/easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 1, "spread": 0.0}, "success": {"ema": 1.0, "mean": 1.0, "n": 1, "spread": 0.0}, "tokens": 20, "trials": 1, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(5,1,2,'{"cost_usd": 1.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 1, "spread": 0.0}, "executions": 2, "key": {"agent": "scripted", "provenance": "real", "scope": "all", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 1, "spread": 0.0}, "success": {"ema": 1.0, "mean": 1.0, "n": 1, "spread": 0.0}, "tokens": 20, "trials": 1, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": false, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 2.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 2, "spread": 0.0}, "executions": 4, "key": {"agent": "scripted", "provenance": "real", "scope": "all", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 2, "spread": 0.0}, "success": {"ema": 0.6, "mean": 0.5, "n": 2, "spread": 0.5}, "tokens": 40, "trials": 2, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(6,2,2,'{"cost_usd": 1.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 1, "spread": 0.0}, "executions": 2, "key": {"agent": "scripted", "provenance": "real", "scope": "category:numbers", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 1, "spread": 0.0}, "success": {"ema": 1.0, "mean": 1.0, "n": 1, "spread": 0.0}, "tokens": 20, "trials": 1, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": false, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 2.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 2, "spread": 0.0}, "executions": 4, "key": {"agent": "scripted", "provenance": "real", "scope": "category:numbers", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 2, "spread": 0.0}, "success": {"ema": 0.6, "mean": 0.5, "n": 2, "spread": 0.5}, "tokens": 40, "trials": 2, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(7,3,2,'{"cost_usd": 1.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 1, "spread": 0.0}, "executions": 2, "key": {"agent": "scripted", "provenance": "real", "scope": "difficulty:easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 1, "spread": 0.0}, "success": {"ema": 1.0, "mean": 1.0, "n": 1, "spread": 0.0}, "tokens": 20, "trials": 1, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": false, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 2.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 2, "spread": 0.0}, "executions": 4, "key": {"agent": "scripted", "provenance": "real", "scope": "difficulty:easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 2, "spread": 0.0}, "success": {"ema": 0.6, "mean": 0.5, "n": 2, "spread": 0.5}, "tokens": 40, "trials": 2, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(8,4,2,'{"cost_usd": 1.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 1, "spread": 0.0}, "executions": 2, "key": {"agent": "scripted", "provenance": "real", "scope": "cell:numbers/easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 1, "spread": 0.0}, "success": {"ema": 1.0, "mean": 1.0, "n": 1, "spread": 0.0}, "tokens": 20, "trials": 1, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": false, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 2.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 2, "spread": 0.0}, "executions": 4, "key": {"agent": "scripted", "provenance": "real", "scope": "cell:numbers/easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 2, "spread": 0.0}, "success": {"ema": 0.6, "mean": 0.5, "n": 2, "spread": 0.5}, "tokens": 40, "trials": 2, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(9,1,3,'{"cost_usd": 2.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 2, "spread": 0.0}, "executions": 4, "key": {"agent": "scripted", "provenance": "real", "scope": "all", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 2, "spread": 0.0}, "success": {"ema": 0.6, "mean": 0.5, "n": 2, "spread": 0.5}, "tokens": 40, "trials": 2, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": true, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 3.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 3, "spread": 0.0}, "executions": 6, "key": {"agent": "scripted", "provenance": "real", "scope": "all", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 2, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 3, "spread": 0.0}, "success": {"ema": 0.76, "mean": 0.6666666666666666, "n": 3, "spread": 0.6666666666666667}, "tokens": 60, "trials": 3, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(10,2,3,'{"cost_usd": 2.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 2, "spread": 0.0}, "executions": 4, "key": {"agent": "scripted", "provenance": "real", "scope": "category:numbers", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 2, "spread": 0.0}, "success": {"ema": 0.6, "mean": 0.5, "n": 2, "spread": 0.5}, "tokens": 40, "trials": 2, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": true, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 3.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 3, "spread": 0.0}, "executions": 6, "key": {"agent": "scripted", "provenance": "real", "scope": "category:numbers", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 2, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 3, "spread": 0.0}, "success": {"ema": 0.76, "mean": 0.6666666666666666, "n": 3, "spread": 0.6666666666666667}, "tokens": 60, "trials": 3, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(11,3,3,'{"cost_usd": 2.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 2, "spread": 0.0}, "executions": 4, "key": {"agent": "scripted", "provenance": "real", "scope": "difficulty:easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 2, "spread": 0.0}, "success": {"ema": 0.6, "mean": 0.5, "n": 2, "spread": 0.5}, "tokens": 40, "trials": 2, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": true, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 3.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 3, "spread": 0.0}, "executions": 6, "key": {"agent": "scripted", "provenance": "real", "scope": "difficulty:easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 2, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 3, "spread": 0.0}, "success": {"ema": 0.76, "mean": 0.6666666666666666, "n": 3, "spread": 0.6666666666666667}, "tokens": 60, "trials": 3, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(12,4,3,'{"cost_usd": 2.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 2, "spread": 0.0}, "executions": 4, "key": {"agent": "scripted", "provenance": "real", "scope": "cell:numbers/easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 1, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 2, "spread": 0.0}, "success": {"ema": 0.6, "mean": 0.5, "n": 2, "spread": 0.5}, "tokens": 40, "trials": 2, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": true, "score": 80.0, "execution_ms": 100.0, "executions": 2, "tokens": 20, "cost_usd": 1.0}','{"cost_usd": 3.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 3, "spread": 0.0}, "executions": 6, "key": {"agent": "scripted", "provenance": "real", "scope": "cell:numbers/easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 2, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 3, "spread": 0.0}, "success": {"ema": 0.76, "mean": 0.6666666666666666, "n": 3, "spread": 0.6666666666666667}, "tokens": 60, "trials": 3, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(13,1,4,'{"cost_usd": 3.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 3, "spread": 0.0}, "executions": 6, "key": {"agent": "scripted", "provenance": "real", "scope": "all", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 2, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 3, "spread": 0.0}, "success": {"ema": 0.76, "mean": 0.6666666666666666, "n": 3, "spread": 0.6666666666666667}, "tokens": 60, "trials": 3, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": true, "score": 80.0, "execution_ms": 50.0, "executions": 1, "tokens": 10, "cost_usd": 0.5}','{"cost_usd": 3.5, "execution_ms": {"ema": 80.0, "mean": 87.5, "n": 4, "spread": 1875.0}, "executions": 7, "key": {"agent": "scripted", "provenance": "real", "scope": "all", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 3, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 4, "spread": 0.0}, "success": {"ema": 0.856, "mean": 0.75, "n": 4, "spread": 0.7500000000000001}, "tokens": 70, "trials": 4, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(14,2,4,'{"cost_usd": 3.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 3, "spread": 0.0}, "executions": 6, "key": {"agent": "scripted", "provenance": "real", "scope": "category:numbers", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 2, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 3, "spread": 0.0}, "success": {"ema": 0.76, "mean": 0.6666666666666666, "n": 3, "spread": 0.6666666666666667}, "tokens": 60, "trials": 3, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": true, "score": 80.0, "execution_ms": 50.0, "executions": 1, "tokens": 10, "cost_usd": 0.5}','{"cost_usd": 3.5, "execution_ms": {"ema": 80.0, "mean": 87.5, "n": 4, "spread": 1875.0}, "executions": 7, "key": {"agent": "scripted", "provenance": "real", "scope": "category:numbers", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 3, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 4, "spread": 0.0}, "success": {"ema": 0.856, "mean": 0.75, "n": 4, "spread": 0.7500000000000001}, "tokens": 70, "trials": 4, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(15,3,4,'{"cost_usd": 3.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 3, "spread": 0.0}, "executions": 6, "key": {"agent": "scripted", "provenance": "real", "scope": "difficulty:easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 2, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 3, "spread": 0.0}, "success": {"ema": 0.76, "mean": 0.6666666666666666, "n": 3, "spread": 0.6666666666666667}, "tokens": 60, "trials": 3, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": true, "score": 80.0, "execution_ms": 50.0, "executions": 1, "tokens": 10, "cost_usd": 0.5}','{"cost_usd": 3.5, "execution_ms": {"ema": 80.0, "mean": 87.5, "n": 4, "spread": 1875.0}, "executions": 7, "key": {"agent": "scripted", "provenance": "real", "scope": "difficulty:easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 3, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 4, "spread": 0.0}, "success": {"ema": 0.856, "mean": 0.75, "n": 4, "spread": 0.7500000000000001}, "tokens": 70, "trials": 4, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profile_updates" VALUES(16,4,4,'{"cost_usd": 3.0, "execution_ms": {"ema": 100.0, "mean": 100.0, "n": 3, "spread": 0.0}, "executions": 6, "key": {"agent": "scripted", "provenance": "real", "scope": "cell:numbers/easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 2, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 3, "spread": 0.0}, "success": {"ema": 0.76, "mean": 0.6666666666666666, "n": 3, "spread": 0.6666666666666667}, "tokens": 60, "trials": 3, "updated_at": "2026-01-02T12:00:00.000000Z"}','{"success": true, "score": 80.0, "execution_ms": 50.0, "executions": 1, "tokens": 10, "cost_usd": 0.5}','{"cost_usd": 3.5, "execution_ms": {"ema": 80.0, "mean": 87.5, "n": 4, "spread": 1875.0}, "executions": 7, "key": {"agent": "scripted", "provenance": "real", "scope": "cell:numbers/easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 3, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 4, "spread": 0.0}, "success": {"ema": 0.856, "mean": 0.75, "n": 4, "spread": 0.7500000000000001}, "tokens": 70, "trials": 4, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
CREATE TABLE profiles (
    id integer primary key,
    team text not null,
    agent text not null,
    strategy_name text not null,
    strategy_version text not null,
    provenance text not null,
    scope text not null,
    content text not null,
    updated_at text not null,
    unique (team, agent, strategy_name, strategy_version, provenance, scope)
) strict;
INSERT INTO "profiles" VALUES(1,'default','scripted','balanced','balanced-1','real','all','{"cost_usd": 3.5, "execution_ms": {"ema": 80.0, "mean": 87.5, "n": 4, "spread": 1875.0}, "executions": 7, "key": {"agent": "scripted", "provenance": "real", "scope": "all", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 3, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 4, "spread": 0.0}, "success": {"ema": 0.856, "mean": 0.75, "n": 4, "spread": 0.7500000000000001}, "tokens": 70, "trials": 4, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profiles" VALUES(2,'default','scripted','balanced','balanced-1','real','category:numbers','{"cost_usd": 3.5, "execution_ms": {"ema": 80.0, "mean": 87.5, "n": 4, "spread": 1875.0}, "executions": 7, "key": {"agent": "scripted", "provenance": "real", "scope": "category:numbers", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 3, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 4, "spread": 0.0}, "success": {"ema": 0.856, "mean": 0.75, "n": 4, "spread": 0.7500000000000001}, "tokens": 70, "trials": 4, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profiles" VALUES(3,'default','scripted','balanced','balanced-1','real','difficulty:easy','{"cost_usd": 3.5, "execution_ms": {"ema": 80.0, "mean": 87.5, "n": 4, "spread": 1875.0}, "executions": 7, "key": {"agent": "scripted", "provenance": "real", "scope": "difficulty:easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 3, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 4, "spread": 0.0}, "success": {"ema": 0.856, "mean": 0.75, "n": 4, "spread": 0.7500000000000001}, "tokens": 70, "trials": 4, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
INSERT INTO "profiles" VALUES(4,'default','scripted','balanced','balanced-1','real','cell:numbers/easy','{"cost_usd": 3.5, "execution_ms": {"ema": 80.0, "mean": 87.5, "n": 4, "spread": 1875.0}, "executions": 7, "key": {"agent": "scripted", "provenance": "real", "scope": "cell:numbers/easy", "strategy_name": "balanced", "strategy_version": "balanced-1", "team": "default"}, "passed": 3, "rate": 0.4, "score": {"ema": 80.0, "mean": 80.0, "n": 4, "spread": 0.0}, "success": {"ema": 0.856, "mean": 0.75, "n": 4, "spread": 0.7500000000000001}, "tokens": 70, "trials": 4, "updated_at": "2026-01-02T12:00:00.000000Z"}','2026-01-02T12:00:00.000000Z');
CREATE TABLE sessions (
    token_hash text primary key,
    person_id integer not null references people (id) on delete cascade,
    created_at text not null,
    expires_at text not null
) strict;
CREATE TABLE settings (
    key text primary key,
    value text not null
) strict;
CREATE TABLE sign_in_failures (
    id integer primary key,
    subject text not null,
    at text not null
) strict;
CREATE TABLE strategy_versions (
    version text primary key,
    name text not null,
    content text not null,
    first_seen_at text not null
) strict;
INSERT INTO "strategy_versions" VALUES('balanced-1','balanced','{"attempts":3,"edit_size":1,"instructions":"","name":"balanced","self_check":true,"submit_at":1.0,"temperature":0.0,"time_budget_seconds":60.0,"token_budget":1000,"version":"balanced-1"}','2026-01-02T12:00:00.000000Z');
CREATE TABLE task_versions (
    content_hash text primary key,
    task_id text not null,
    title text not null,
    category text not null,
    difficulty text not null,
    first_seen_at text not null
) strict;
INSERT INTO "task_versions" VALUES('hash-of-add','add','Add','numbers','easy','2026-01-02T12:00:00.000000Z');
INSERT INTO "task_versions" VALUES('hash-of-sort','sort','Sort','numbers','easy','2026-01-02T12:00:00.000000Z');
CREATE TABLE trial_errors (
    id integer primary key,
    trial_id integer not null references trials (id),
    worker text not null,
    reason text not null,
    at text not null
) strict;
INSERT INTO "trial_errors" VALUES(1,5,'one','It errored.','2026-01-02T12:00:00.000000Z');
CREATE TABLE trials (
    id integer primary key,
    batch_id integer not null references batches (id),
    ordinal integer not null,
    team text not null,
    agent text not null,
    task_id text not null,
    task_hash text not null,
    category text not null,
    difficulty text not null,
    strategy_name text not null,
    strategy_version text not null references strategy_versions (version),
    repeat integer not null,
    seed integer not null,
    isolation text not null,
    provenance text not null,
    state text not null,
    lease_owner text,
    lease_token integer not null default 0,
    lease_expires_at text,
    not_before text,
    errors integer not null default 0,
    verdict text,
    reason text,
    score real,
    score_detail text,
    execution_ms real,
    executions integer not null default 0,
    tokens integer,
    cost_usd real,
    agent_version text,
    closing_seq integer unique,
    queued_at text not null,
    started_at text,
    closed_at text,
    unique (batch_id, ordinal)
) strict;
INSERT INTO "trials" VALUES(1,1,1,'default','scripted','sort','hash-of-sort','numbers','easy','balanced','balanced-1',2,1743666477,'auto','real','closed',NULL,1,NULL,NULL,0,'passed','It passed.',80.0,'{"total": 80.0, "correctness": 0.8, "speed": null, "quality": null, "weights": {"version": "1", "correctness": 60.0, "speed": 20.0, "quality": 20.0}}',100.0,2,20,1.0,'1',1,'2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z');
INSERT INTO "trials" VALUES(2,1,2,'default','scripted','add','hash-of-add','numbers','easy','balanced','balanced-1',2,2141094336,'auto','real','closed',NULL,1,NULL,NULL,0,'failed','It failed.',80.0,'{"total": 80.0, "correctness": 0.8, "speed": null, "quality": null, "weights": {"version": "1", "correctness": 60.0, "speed": 20.0, "quality": 20.0}}',100.0,2,20,1.0,'1',2,'2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z');
INSERT INTO "trials" VALUES(3,1,3,'default','scripted','add','hash-of-add','numbers','easy','balanced','balanced-1',1,1698038970,'auto','real','closed',NULL,1,NULL,NULL,0,'passed','It passed.',80.0,'{"total": 80.0, "correctness": 0.8, "speed": null, "quality": null, "weights": {"version": "1", "correctness": 60.0, "speed": 20.0, "quality": 20.0}}',100.0,2,20,1.0,'1',3,'2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z');
INSERT INTO "trials" VALUES(4,1,4,'default','scripted','sort','hash-of-sort','numbers','easy','balanced','balanced-1',1,1569212783,'auto','real','closed',NULL,1,NULL,NULL,0,'passed','It passed.',80.0,'{"total": 80.0, "correctness": 0.8, "speed": null, "quality": null, "weights": {"version": "1", "correctness": 60.0, "speed": 20.0, "quality": 20.0}}',50.0,1,10,0.5,'1',4,'2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z');
INSERT INTO "trials" VALUES(5,2,1,'default','scripted','add','hash-of-add','numbers','easy','balanced','balanced-1',1,1698038970,'auto','real','queued',NULL,1,NULL,'2026-01-02T12:00:02.000000Z',1,NULL,'It errored.',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'2026-01-02T12:00:00.000000Z','2026-01-02T12:00:00.000000Z',NULL);
INSERT INTO "trials" VALUES(6,2,2,'default','scripted','add','hash-of-add','numbers','easy','balanced','balanced-1',2,2141094336,'auto','real','queued',NULL,0,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'2026-01-02T12:00:00.000000Z',NULL,NULL);
INSERT INTO "trials" VALUES(7,3,1,'default','scripted','add','hash-of-add','numbers','easy','balanced','balanced-1',1,1698038970,'auto','real','closed',NULL,0,NULL,NULL,0,'cancelled','The batch was cancelled.',NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'2026-01-02T12:00:00.000000Z',NULL,'2026-01-02T12:00:00.000000Z');
CREATE TABLE workers (
    owner text primary key,
    slots integer not null,
    running integer not null,
    facts text not null,
    started_at text not null,
    seen_at text not null
) strict;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX batches_by_state on batches (state, id);
CREATE INDEX batches_by_team on batches (team, id);
CREATE INDEX task_versions_by_task on task_versions (task_id);
CREATE INDEX trials_by_task on trials (task_id, id);
CREATE INDEX trials_by_batch on trials (batch_id, task_id, strategy_name);
CREATE INDEX executions_by_trial on executions (trial_id, id);
CREATE INDEX executions_by_batch on executions (batch_id, id);
CREATE INDEX executions_by_strategy on executions (strategy_name, id);
CREATE INDEX executions_by_task on executions (task_id, id);
CREATE INDEX executions_by_verdict on executions (verdict, id);
CREATE INDEX executions_by_outcome on executions (outcome, id);
CREATE INDEX profile_updates_by_trial on profile_updates (trial_id);
CREATE INDEX audit_by_subject on audit_chain (kind, subject);
CREATE INDEX sign_in_failures_by_subject on sign_in_failures (subject, at);
CREATE INDEX trial_errors_by_trial on trial_errors (trial_id, id);
CREATE INDEX trials_to_lease on trials (batch_id, ordinal) where state != 'closed';
CREATE INDEX trials_to_rate on trials (batch_id, closed_at);
CREATE INDEX executions_by_agent on executions (agent, id);
CREATE INDEX executions_by_team on executions (team, id);
CREATE INDEX executions_by_start on executions (started_at);
COMMIT;
