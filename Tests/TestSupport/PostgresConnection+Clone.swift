import Postgres

extension PostgresConnection {
    /// Makes a database from another that nobody is connected to.
    func clone(_ source: String, as name: String) async throws {
        // Copying files takes 50 ms here and dropping them 10 ms; wal_log, the default, 70 ms and 60 ms.
        try await simple("create database \(name) template \(source) strategy file_copy")
        // A clone has everything but the privileges on the database itself, which decide who may make what in it.
        try await simple(
            """
            do $$
            declare
                statement text;
            begin
                for statement in
                    select 'revoke all on database \(name) from public' from pg_database
                     where datname = '\(source)' and datacl is not null
                    union all
                    select format('grant %s on database \(name) to %s', a.privilege_type,
                                  case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
                      from pg_database d, aclexplode(d.datacl) a where d.datname = '\(source)'
                loop
                    execute statement;
                end loop;
            end
            $$
            """)
    }
}
