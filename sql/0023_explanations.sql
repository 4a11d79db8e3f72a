-- When a candidate last heard something, for the explanation of a submission (T17).
-- Effect on a running service: none, a new function only.

create function liaison.last_heard(submission bigint) returns date
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- It may be the day of an answer to an enquiry, and those are for the own desk (RULES 7).
    if liaison.runs_submission(submission) then
        return (select w.last_heard_on from liaison_private.silences w where w.id = submission);
    end if;
    return null;
end
$$;
comment on function liaison.last_heard(bigint) is
    'the day on which the candidate of an open submission last heard something, or will meet the client; for the own desk (T17)';
revoke execute on function liaison.last_heard(bigint) from public;
grant execute on function liaison.last_heard(bigint) to liaison_staff;
