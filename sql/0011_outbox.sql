-- The outbox: what somebody outside of the transaction must learn of, written in the transaction itself.
-- Effect on a running service: none, a new table; from now on each such change writes one more row.

create table liaison_private.outbox (
    id bigint generated always as identity,
    at timestamptz not null default pg_catalog.now(),
    event text not null,
    subject_table text not null,
    subject_id bigint not null,
    recruiter_id bigint,
    candidate_id bigint,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default pg_catalog.now(),
    delivered_at timestamptz,
    constraint outbox_pkey primary key (id),
    constraint outbox_event_check check (event ~ '^[a-z]+\.[a-z]+$'),
    constraint outbox_attempts_check check (attempts >= 0)
);
create index outbox_undelivered_idx on liaison_private.outbox (next_attempt_at, id) where delivered_at is null;
comment on table liaison_private.outbox is
    'one row for each event that is to be told to somebody, committed with it; ids alone, so that an erasure finds no words here';
comment on column liaison_private.outbox.event is 'noun and verb, as operations are named';
comment on column liaison_private.outbox.subject_table is 'where in the schema liaison the row stands that the event is about';
comment on column liaison_private.outbox.subject_id is
    'the id of that row; without a foreign key, like the other ids here, so that what was announced holds up nothing';
comment on column liaison_private.outbox.recruiter_id is 'the desk concerned, where the row has one';
comment on column liaison_private.outbox.candidate_id is 'the candidate concerned, where the row has one';
comment on column liaison_private.outbox.next_attempt_at is
    'not to be tried before; whoever delivers looks for what is undelivered and due, not for ids beyond the last, which commit out of order';

alter table liaison_private.outbox enable row level security;
alter table liaison_private.outbox force row level security;
create policy owner on liaison_private.outbox to liaison_owner using (true) with check (true);
comment on policy owner on liaison_private.outbox is 'the owner''s triggers and definer functions';

-- What happened is never rewritten; how far its delivery got is the owner's to note, and an event may go once it was delivered.
create trigger append_only before update of id, at, event, subject_table, subject_id, recruiter_id, candidate_id on liaison_private.outbox
    for each row execute function liaison_private.refuse_change();
create trigger append_only_delete before delete on liaison_private.outbox
    for each row when (old.delivered_at is null) execute function liaison_private.refuse_change();
create trigger append_only_truncate before truncate on liaison_private.outbox
    for each statement execute function liaison_private.refuse_change();

create function liaison_private.announce() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    desk bigint;
    person bigint;
begin
    -- What an import brings happened long ago and is news to nobody; only a coordinator imports, so nobody else keeps an event quiet.
    if starts_with(current_setting('liaison.operation', true), 'import.') and liaison.is_coordinator() then
        return null;
    end if;
    if tg_table_name not in ('consents', 'withdrawals') then
        desk := new.recruiter_id;
    end if;
    if tg_table_name <> 'withholdings' then
        person := new.candidate_id;
    end if;
    insert into liaison_private.outbox (event, subject_table, subject_id, recruiter_id, candidate_id)
    values (tg_argv[0], tg_table_name, new.id, desk, person);
    return null;
end
$$;
comment on function liaison_private.announce() is 'writes the outbox row of an event; its argument names the event';
revoke execute on function liaison_private.announce() from public;

create trigger announce after insert on liaison.submissions
    for each row execute function liaison_private.announce('submission.add');
create trigger announce_sent after update of sent_on on liaison.submissions
    for each row when (old.sent_on is null and new.sent_on is not null)
    execute function liaison_private.announce('submission.send');
create trigger announce_closed after update of stage on liaison.submissions
    for each row when (old.stage <> 'closed' and new.stage = 'closed')
    execute function liaison_private.announce('submission.close');
create trigger announce after insert on liaison.consents
    for each row execute function liaison_private.announce('submission.consent');
create trigger announce after insert on liaison.withdrawals
    for each row execute function liaison_private.announce('submission.withdraw');

create trigger announce after insert on liaison.interviews
    for each row execute function liaison_private.announce('interview.schedule');
create trigger announce_moved after update of starts_at, ends_at, location on liaison.interviews
    for each row when ((old.starts_at, old.ends_at, old.location) is distinct from (new.starts_at, new.ends_at, new.location))
    execute function liaison_private.announce('interview.move');
create trigger announce_cancelled after update of cancelled_at on liaison.interviews
    for each row when (old.cancelled_at is null and new.cancelled_at is not null)
    execute function liaison_private.announce('interview.cancel');
create trigger announce after insert on liaison.promises
    for each row execute function liaison_private.announce('promise.set');
create trigger announce after insert on liaison.chases
    for each row execute function liaison_private.announce('chase.log');

create trigger announce after insert on liaison.feedback
    for each row execute function liaison_private.announce('feedback.log');
create trigger announce after insert on liaison.releases
    for each row when (new.feedback_id is not null)
    execute function liaison_private.announce('feedback.release');
create trigger announce_word after insert on liaison.releases
    for each row when (new.feedback_id is null)
    execute function liaison_private.announce('submission.word');
create trigger announce after insert on liaison.withholdings
    for each row execute function liaison_private.announce('feedback.withhold');

create trigger announce after insert on liaison.enquiries
    for each row execute function liaison_private.announce('enquiry.ask');
create trigger announce_answered after update of answer on liaison.enquiries
    for each row when (old.answer is distinct from new.answer and new.answer is not null)
    execute function liaison_private.announce('enquiry.answer');
create trigger announce after insert on liaison.incidents
    for each row execute function liaison_private.announce('incident.log');
create trigger announce after insert on liaison.nominations
    for each row execute function liaison_private.announce('referral.nominate');
create trigger announce_confirmed after update of confirmed_at on liaison.nominations
    for each row when (old.confirmed_at is null and new.confirmed_at is not null)
    execute function liaison_private.announce('referral.confirm');
