-- The identity functions look the session up themselves, and the candidate's policies ask for it once each.
-- Effect on a running service: none on what anybody sees; a status read evaluates fewer and cheaper identities.

-- Every policy asks one of these, so each is one function with one look-up: a call inside a call doubled the price. A token
-- counts only on the connection of its own kind of account, so that no login role lends its grants to another's token.
do $$
declare
    f record;
begin
    for f in
        select * from (values
            ('candidate_id', 'bigint', 's.person_id', 's.role = ''candidate'''),
            ('staff_id', 'bigint', 's.person_id', 's.role in (''recruiter'', ''coordinator'')'),
            ('contact_id', 'bigint', 's.person_id', 's.role = ''client'''),
            ('referrer_id', 'bigint', 's.person_id', 's.role = ''referrer'''),
            ('is_coordinator', 'boolean', 'true', 's.role = ''coordinator'''),
            ('is_admin', 'boolean', 'true', 's.role = ''admin'''),
            ('account_id', 'bigint', 's.account_id', 'true')
        ) v (name, type, answer, condition)
    loop
        execute format($definition$
            create or replace function liaison.%I() returns %s
                language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $body$
            declare
                answer %2$s;
                connection text;
            begin
                select %s, case s.role
                           when 'candidate' then 'liaison_candidate' when 'recruiter' then 'liaison_staff'
                           when 'coordinator' then 'liaison_staff' when 'client' then 'liaison_client'
                           when 'referrer' then 'liaison_referrer' when 'admin' then 'liaison_admin' end
                  into answer, connection
                  from liaison_private.sessions s
                 where s.token_hash = sha256(convert_to(current_setting('liaison.token', true), 'UTF8'))
                   and s.ended_at is null and s.expires_at > pg_catalog.now()
                   and s.last_seen_at > pg_catalog.now() - s.idle_limit and %s;
                if connection = session_user or pg_has_role(session_user, 'liaison_owner', 'member') then
                    return %s;
                end if;
                return %s;
            end
            $body$ $definition$,
            f.name, f.type, f.answer, f.condition,
            case f.type when 'boolean' then 'coalesce(answer, false)' else 'answer' end,
            case f.type when 'boolean' then 'false' else 'null' end);
    end loop;
end
$$;

-- The submissions and interviewers of these sub-selects are the candidate's own by their own policies.
alter policy candidate_own_company on liaison.clients using (id in (select s.client_id from liaison.submissions s));
alter policy candidate_own_vacancy on liaison.vacancies using (id in (select s.vacancy_id from liaison.submissions s));
alter policy candidate_met on liaison.contacts using (id in (select i.contact_id from liaison.interviewers i));
alter policy candidate_own_agent on liaison.recruiters
    using (id in (select s.recruiter_id from liaison.submissions s) or id in (select c.recruiter_id from liaison.candidates c));
