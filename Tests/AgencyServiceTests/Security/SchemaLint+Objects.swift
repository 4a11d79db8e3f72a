extension SchemaLint {
    static let functions = [
        SchemaLint(
            "every security definer pins its search path, with pg_temp last",
            """
            select p.oid::regprocedure::text from pg_proc p where p.pronamespace::regnamespace::text ~ '^liaison' and p.prosecdef
               and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false)
            """),
        SchemaLint(
            "nobody but the named roles may call a function",
            """
            select p.oid::regprocedure::text from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
             where p.pronamespace::regnamespace::text ~ '^liaison' and (a.grantee = 0 or a.is_grantable)
            """),
        SchemaLint(
            "nobody may call a function of liaison_private",
            """
            select p.oid::regprocedure::text from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
             where p.pronamespace = 'liaison_private'::regnamespace and a.grantee <> p.proowner
            """),
        // What triggers and other functions call, and no login role.
        SchemaLint(
            "every function of liaison that no login role may call is meant to be so",
            """
            select p.oid::regprocedure::text from pg_proc p
             where p.pronamespace = 'liaison'::regnamespace and p.proname not in ('chase_opens', 'has_referred')
               and not exists (select from aclexplode(p.proacl) a where a.grantee <> p.proowner)
            """),
        SchemaLint(
            "the owner of every object is liaison_owner",
            """
            select c.oid::regclass::text from pg_class c where c.relnamespace::regnamespace::text ~ '^liaison' and c.relowner <> 'liaison_owner'::regrole
            union all select p.oid::regprocedure::text from pg_proc p
             where p.pronamespace::regnamespace::text ~ '^liaison' and p.proowner <> 'liaison_owner'::regrole
            """),
    ]

    static let constraints = [
        SchemaLint(
            "every foreign key has an index that begins with its columns",
            """
            select c.conrelid::regclass || ' ' || c.conname from pg_constraint c
             where c.contype = 'f' and c.connamespace::regnamespace::text ~ '^liaison'
               and not exists (
                    select from pg_index i
                     where i.indrelid = c.conrelid and i.indisvalid
                       and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) like '%IS NOT NULL%')
                       and (select array_agg(k.key order by k.key)
                              from unnest(i.indkey::int2[]) with ordinality k(key, place) where k.place <= cardinality(c.conkey))
                           = (select array_agg(k order by k) from unnest(c.conkey) k))
            """),
        SchemaLint(
            "every column that a policy compares has an index that begins with it",
            """
            select p.polname || ' on ' || c.oid::regclass || ': ' || a.attname
              from pg_policy p join pg_class c on c.oid = p.polrelid
              join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_class'::regclass
                              and d.refobjid = c.oid and d.refobjsubid > 0
              join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
             where a.attname ~ '(^|_)id$' and p.polcmd in ('r', 'w')
               and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)
            """),
        SchemaLint(
            "every foreign key says what a deletion does",
            """
            select c.conname::text from pg_constraint c
             where c.contype = 'f' and c.connamespace::regnamespace::text ~ '^liaison' and c.confdeltype not in ('r', 'c')
            """),
        SchemaLint(
            "constraints and indexes are named after their table",
            """
            select c.conrelid::regclass || ' ' || c.conname from pg_constraint c join pg_class t on t.oid = c.conrelid
             where c.connamespace::regnamespace::text ~ '^liaison' and c.contype <> 't' and left(c.conname, length(t.relname) + 1) <> t.relname || '_'
            union all select t.relname || ' ' || x.relname from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
             where t.relnamespace::regnamespace::text ~ '^liaison' and left(x.relname, length(t.relname) + 1) <> t.relname || '_'
            """),
        SchemaLint(
            "every constraint holds, now and for every row",
            """
            select conname::text from pg_constraint
             where connamespace::regnamespace::text ~ '^liaison' and (not convalidated or condeferrable)
               -- A movement and its entries are whole together, at the end of their transaction (M7).
               and not (contype = 't' and conname = 'check_ledger_balance')
            """),
    ]

    static let comments = [
        SchemaLint(
            "every table, policy, function and schema has a comment",
            """
            select c.oid::regclass::text from pg_class c where c.relnamespace::regnamespace::text ~ '^liaison' and c.relkind = 'r'
               and obj_description(c.oid, 'pg_class') is null
            union all select p.oid::regprocedure::text from pg_proc p where p.pronamespace::regnamespace::text ~ '^liaison'
               and obj_description(p.oid, 'pg_proc') is null
            union all select p.polname || ' on ' || p.polrelid::regclass from pg_policy p where obj_description(p.oid, 'pg_policy') is null
            union all select n.nspname from pg_namespace n where n.nspname ~ '^liaison' and obj_description(n.oid, 'pg_namespace') is null
            """),
        // A primary key named id that is another table's key: its name does not say whose.
        SchemaLint(
            "a key that is somebody else's id says whose",
            """
            select c.conrelid::regclass || '.' || a.attname from pg_constraint c
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
             where c.contype = 'f' and c.connamespace = 'liaison'::regnamespace and a.attname = 'id'
               and col_description(a.attrelid, a.attnum) is null
            """),
    ]
}
