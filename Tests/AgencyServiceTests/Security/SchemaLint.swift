import Postgres

/// One thing that must hold for every object of the schema; its query names those for which it does not.
struct SchemaLint: Sendable, CustomStringConvertible {
    let description: String
    let query: SQL

    init(_ description: String, _ query: SQL) {
        self.description = description
        self.query = query
    }

    /// The objects at fault.
    func faults(_ connection: PostgresConnection) async throws -> [String] {
        try await connection.query(query).rows.map { try $0.get(0) as String }
    }

    static let protected = SchemaLint(
        "every table has row-level security, forced",
        """
        select c.oid::regclass::text from pg_class c where c.relnamespace::regnamespace::text ~ '^liaison'
           and (c.relkind in ('p', 'v', 'm', 'f') or c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity))
        """)

    /// Holidays change with their calendar's version; the trail is its own; new candidates are recorded by statement.
    static let audited = SchemaLint(
        "every table of people has the audit trigger (L4), for each of the three verbs",
        """
        select c.oid::regclass::text from pg_class c
         where c.relnamespace = 'liaison'::regnamespace and c.relkind = 'r'
           and c.relname not in ('audit_events', 'schema_migrations', 'holidays')
           and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audit' and t.tgenabled = 'O'
                              and t.tgtype = case c.relname when 'candidates' then 25 else 29 end
                              and t.tgfoid = 'liaison_private.record_change()'::regprocedure)
           or c.oid = 'liaison.candidates'::regclass
              and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audit_insert' and t.tgenabled = 'O'
                                 and t.tgtype = 4 and t.tgfoid = 'liaison_private.record_new_candidates()'::regprocedure)
        """)

    static let all = [protected, audited] + access + functions + constraints + comments

    private static let access = [
        SchemaLint(
            "a policy exists for each command that a login role was granted",
            """
            \(granted)
            select g.login || ' ' || g.command || ' ' || g.tab::regclass from granted g
             where not exists (select from pg_policy p where p.polrelid = g.tab and p.polcmd = g.letter and g.role = any (p.polroles))
            """),
        SchemaLint(
            "no policy stands without the grant, and none is for every command or for everybody",
            """
            \(granted)
            select p.polname || ' on ' || p.polrelid::regclass from pg_policy p left join unnest(p.polroles) r(role) on true
             where p.polname <> 'owner'
               and (r.role = 0 or not p.polpermissive
                    or not exists (select from granted g where g.tab = p.polrelid and g.role = r.role and g.letter = p.polcmd))
            """),
        SchemaLint(
            "the owner's policy is for nobody else",
            """
            select p.polrelid::regclass::text from pg_policy p where p.polname = 'owner' and p.polrelid::regclass::text <> 'liaison.schema_migrations'
               and p.polroles <> array['liaison_owner'::regrole::oid]
            """),
        SchemaLint(
            "inserts and updates are granted by column, save where every column is meant",
            """
            select c.oid::regclass || ' ' || a.privilege_type from pg_class c, aclexplode(c.relacl) a
             where c.relnamespace::regnamespace::text ~ '^liaison' and c.relkind = 'r' and a.grantee <> c.relowner
               and (a.privilege_type not in ('SELECT', 'INSERT')
                    or a.privilege_type = 'INSERT' and c.relname not in ('holidays', 'interviewers'))
            """),
        SchemaLint(
            "nothing is granted to everybody, and nothing may be passed on",
            """
            select x.name from (
                select c.oid::regclass::text as name, a.* from pg_class c, aclexplode(c.relacl) a where c.relnamespace::regnamespace::text ~ '^liaison'
                union all select t.attrelid::regclass || '.' || t.attname, a.* from pg_attribute t, aclexplode(t.attacl) a
                           where t.attrelid::regclass::text ~ '^liaison'
                union all select n.nspname, a.* from pg_namespace n, aclexplode(n.nspacl) a where n.nspname ~ '^liaison'
            ) x where x.grantee = 0 or x.is_grantable
            """),
        SchemaLint(
            "no login role may touch a table of liaison_private",
            """
            select c.oid::regclass::text from pg_class c, aclexplode(c.relacl) a
             where c.relnamespace = 'liaison_private'::regnamespace and a.grantee <> c.relowner
            """),
    ]

    /// Tables, login roles and commands that were granted, whole or for some columns.
    private static let granted: SQL = """
        with granted as (
            select c.oid as tab, r.oid as role, r.rolname as login, v.command, v.letter::"char" as letter
              from pg_class c cross join pg_roles r
             cross join (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) v (command, letter)
             where c.relnamespace = 'liaison'::regnamespace and c.relkind = 'r'
               and r.rolname in ('liaison_candidate', 'liaison_staff', 'liaison_client', 'liaison_referrer', 'liaison_admin', 'liaison_auth')
               and case v.command when 'delete' then has_table_privilege(r.oid, c.oid, 'delete')
                                  else has_any_column_privilege(r.oid, c.oid, v.command) end)
        """
}
