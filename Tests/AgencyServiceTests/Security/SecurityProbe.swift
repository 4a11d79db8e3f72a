import AgencyService
import Postgres
import TestSupport

/// Functions in a schema of their own that try things as somebody else and undo them, so that thousands of attempts take one round trip.
enum SecurityProbe {
    /// Somebody who tries: a login role with whatever token.
    struct Person: Sendable {
        var name: String
        var login: DatabaseRole
        var token: String

        init(_ name: String, _ login: DatabaseRole, token: String) {
            self.name = name
            self.login = login
            self.token = token
        }

        init(_ person: Cast.Person) {
            self.init(person.name, person.databaseRole, token: person.token)
        }
    }

    /// Everybody of the cast, and each login role without a token.
    static let everybody =
        Cast.everybody.map(Person.init)
        + DatabaseRole.allCases.map { Person("nobody as \($0.rawValue)", $0, token: "") }

    /// The schema `probe`.
    ///
    /// `probe.outcome` runs statements and undoes them: their last value, the problem, or the SQLSTATE and constraint of a
    /// failure. `probe.access` measures who may do what with every row; only grants and policies speak, triggers are silent.
    static let script = """
        create schema probe;
        create function probe.outcome(script text, login text, token text) returns text language plpgsql as $$
        declare
            answer text;
            violated text;
        begin
            perform set_config('session_authorization', coalesce(login, session_user), true),
                    set_config('liaison.token', token, true);
            execute script into answer;
            raise exception using errcode = 'PRB01', message = coalesce(answer, 'nothing');
        exception
            when sqlstate 'PRB01' then return sqlerrm;
            when sqlstate 'LA409' then return sqlerrm;
            when others then
                get stacked diagnostics violated = constraint_name;
                return concat_ws(' ', sqlstate, nullif(violated, ''));
        end
        $$;
        create function probe.key(tab regclass) returns text language sql as $$
            select format('concat_ws('','', %s)', string_agg(format('t.%I', a.attname), ', ' order by a.attnum))
              from pg_index i join pg_attribute a on a.attrelid = tab and a.attnum = any (i.indkey)
             where i.indrelid = tab and i.indisprimary
        $$;
        create function probe.columns(login text, tab regclass, verb text) returns text language sql as $$
            select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
             where attrelid = tab and attnum > 0 and not attisdropped and has_column_privilege(login, tab, attname, verb)
        $$;
        create table probe.people (name text, login text, token text);
        create function probe.access(only_table text) returns setof text language plpgsql as $$
        declare
            person record;
            tab regclass;
            target record;
            key text;
            columns text;
            seen text[];
            may boolean;
            allowed integer;
            touched integer;
        begin
            perform set_config('session_replication_role', 'replica', true);
            for person in select * from probe.people loop
                for tab in select c.oid::regclass from pg_class c
                            where c.relnamespace = 'liaison'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
                              and c.relname = coalesce(only_table, c.relname) loop
                    key := probe.key(tab);
                    begin
                        perform set_config('session_authorization', person.login, true), set_config('liaison.token', person.token, true);
                        execute format('select array_agg(%s) from %s t', key, tab) into seen;
                        raise exception using errcode = 'PRB01';
                    exception
                        when sqlstate 'PRB01' then null;
                        when insufficient_privilege then seen := '{}';
                    end;
                    return query select concat_ws(' ', person.name, 'select', tab, k) from unnest(seen) k;
                    columns := probe.columns(person.login, tab, 'insert');
                    if columns is not null then
                        for target in execute format('select %s as key, to_jsonb(t) as content from %s t', key, tab) loop
                            begin
                                perform set_config('session_authorization', person.login, true),
                                        set_config('liaison.token', person.token, true);
                                execute format('insert into %s (%s) select %s from jsonb_populate_record(null::%s, $1)',
                                               tab, columns, columns, tab) using target.content;
                                raise exception using errcode = 'PRB01';
                            exception
                                -- Constraints are looked at after the policies.
                                when sqlstate 'PRB01' or integrity_constraint_violation then may := true;
                                when insufficient_privilege then may := false;
                            end;
                            if may then return next concat_ws(' ', person.name, 'insert', tab, target.key); end if;
                        end loop;
                    end if;
                    columns := (select c from unnest(string_to_array(probe.columns(person.login, tab, 'update'), ', ')) with ordinality u(c, n)
                                 where c <> 'recruiter_id' order by n desc limit 1);
                    allowed := 0;
                    if columns is not null then
                        for target in execute format('select %s as key, to_jsonb(t) as content from %s t', key, tab) loop
                            begin
                                perform set_config('session_authorization', person.login, true),
                                        set_config('liaison.token', person.token, true);
                                execute format('update %s t set %s = (jsonb_populate_record(null::%s, $1)).%s where %s = $2',
                                               tab, columns, tab, columns, key) using target.content, target.key;
                                get diagnostics touched = row_count;
                                raise exception using errcode = 'PRB01';
                            exception
                                when sqlstate 'PRB01' then may := touched > 0;
                                when insufficient_privilege then may := false;
                            end;
                            if may then
                                allowed := allowed + 1;
                                return next concat_ws(' ', person.name, 'update', tab, target.key);
                            end if;
                        end loop;
                        -- An update that reads nothing asks no policy of select: it must not touch more than those rows.
                        begin
                            perform set_config('session_authorization', person.login, true), set_config('liaison.token', person.token, true);
                            execute format('update %s set %s = (jsonb_populate_record(null::%s, $1)).%s', tab, columns, tab, columns)
                                using target.content;
                            get diagnostics touched = row_count;
                            raise exception using errcode = 'PRB01';
                        exception
                            when sqlstate 'PRB01' then null;
                            when insufficient_privilege then touched := 0;
                        end;
                        if touched <> allowed then return next concat_ws(' ', person.name, 'update', tab, 'blindly', touched); end if;
                    end if;
                    if has_table_privilege(person.login, tab, 'delete') or has_table_privilege(person.login, tab, 'truncate')
                       or has_table_privilege(person.login, tab, 'references') or has_table_privilege(person.login, tab, 'trigger') then
                        return next concat_ws(' ', person.name, 'delete', tab);
                    end if;
                end loop;
            end loop;
            perform set_config('session_replication_role', 'origin', true);
        end
        $$
        """
}

extension Cast.Person {
    /// The login role through which they are served.
    var databaseRole: DatabaseRole {
        switch role {
        case "candidate": .candidate
        case "client": .client
        case "referrer": .referrer
        case "admin": .admin
        default: .staff
        }
    }
}

extension TestDatabase {
    /// What statements come to, as a person with their token or as the superuser; undone afterwards.
    func outcome(_ script: String, as person: Cast.Person? = nil) async throws -> String {
        try await outcome(script, login: person?.databaseRole.rawValue, token: person?.token ?? "")
    }

    /// The same as a login role without a token.
    func outcome(_ script: String, as role: DatabaseRole) async throws -> String {
        try await outcome(script, login: role.rawValue, token: "")
    }

    /// The same as a login role with any token.
    func outcome(_ script: String, login: DatabaseRole, token: String) async throws -> String {
        try await outcome(script, login: login.rawValue, token: token)
    }

    private func outcome(_ script: String, login: String?, token: String) async throws -> String {
        try await probe()
        return try await value("select probe.outcome(\(script), \(login), \(token))")
    }

    /// The SQLSTATE, or "ok", on a connection of the role's own.
    func outcome(_ script: String, connectedAs role: DatabaseRole) async throws -> String {
        var configuration = try PoolConfiguration(url: url(as: role.rawValue))
        configuration.maximumConnections = 1
        let pool = PostgresPool(name: role.rawValue, configuration: configuration, logger: TestCluster.quietLogger)
        let answer: String
        do {
            try await pool.withConnection { try await $0.simple(script) }
            answer = "ok"
        } catch let error as PostgresError {
            answer = error.sqlState ?? "\(error.code)"
        }
        await pool.close()
        return answer
    }

    /// Makes the schema `probe`, once.
    func probe() async throws {
        let isThere: Bool = try await value("select to_regnamespace('probe') is not null")
        if !isThere { try await execute(SecurityProbe.script) }
    }
}
