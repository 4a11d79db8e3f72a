import AgencyService
import Postgres
import TestSupport
import Testing

/// What makes every other test of this folder mean something: a superuser, an owner or a role with BYPASSRLS would pass all policies.
@Suite("Login roles")
struct LoginRoleTests {
    @Test(
        "are neither superuser nor owner, may make nothing, bypass nothing and belong to nobody",
        arguments: DatabaseRole.allCases)
    func ordinary(_ role: DatabaseRole) async throws {
        try await withDatabase { db in
            let faults = try await db.query(
                """
                with me as (select * from pg_roles where rolname = \(role.rawValue))
                select 'superuser' as fault from me where rolsuper
                union all select 'creates roles' from me where rolcreaterole
                union all select 'creates databases' from me where rolcreatedb
                union all select 'bypasses row-level security' from me where rolbypassrls
                union all select 'replicates' from me where rolreplication
                union all select 'inherits' from me where rolinherit
                union all select 'cannot sign in' from me where not rolcanlogin
                union all select 'is no role' where not exists (select from me)
                union all select 'member of ' || roleid::regrole from pg_auth_members, me where member = me.oid
                union all select 'has the member ' || member::regrole from pg_auth_members, me
                           where roleid = me.oid and member <> (select oid from pg_roles where rolname = current_user)
                union all select 'owns ' || pg_describe_object(classid, objid, objsubid) from pg_shdepend, me
                           where refobjid = me.oid and refclassid = 'pg_authid'::regclass and deptype = 'o'
                union all select 'may create in ' || nspname from pg_namespace, me where has_schema_privilege(me.oid, nspname, 'create')
                           and nspname !~ '^pg_(toast_)?temp_'
                union all select 'may create schemas' from me where has_database_privilege(me.oid, current_database(), 'create')
                union all select 'may use liaison_private' from me where has_schema_privilege(me.oid, 'liaison_private', 'usage')
                """
            ).rows.map { try $0.get(0) as String }
            #expect(faults == [])
        }
    }

    @Test("the owner of the schema cannot sign in and bypasses nothing")
    func owner() async throws {
        try await withDatabase { db in
            let isFine: Bool = try await db.value(
                """
                select not (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                  from pg_roles where rolname = 'liaison_owner'
                """)
            #expect(isFine)
        }
    }

    @Test("cannot become another role, whatever they say", arguments: DatabaseRole.allCases)
    func cannotChange(_ role: DatabaseRole) async throws {
        try await withDatabase { db in
            for other in ["liaison_owner", "liaison_superuser"] + DatabaseRole.allCases.map(\.rawValue)
            where other != role.rawValue {
                let asRole = try await db.outcome("set role \(other)", connectedAs: role)
                let session = try await db.outcome("set session authorization \(other)", connectedAs: role)
                #expect(asRole == "42501" && session == "42501")
            }
        }
    }

    @Test("cannot make temporary tables, which could stand in for others")
    func temporary() async throws {
        try await withDatabase { db in
            // A clone has its template's content, but not the grants on the database itself.
            try await db.applyRoles()
            for role in DatabaseRole.allCases {
                let outcome = try await db.outcome("create temporary table submissions (id bigint)", connectedAs: role)
                #expect(outcome == "42501")
            }
        }
    }
}

extension TestDatabase {
    /// Runs sql/roles.sql, which belongs to the whole server: others may be at it.
    fileprivate func applyRoles() async throws {
        let script = try Checkout.text("sql/roles.sql")
        for attempt in 1...5 {
            do {
                return try await execute(script)
            } catch let error as PostgresError where error.sqlState == "XX000" && attempt < 5 {
                try await Task.sleep(for: .milliseconds(100 * attempt))
            }
        }
    }
}
