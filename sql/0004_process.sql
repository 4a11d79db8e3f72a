-- Submissions, interviews, promises, feedback, releases, enquiries, chases, incidents.
-- Effect on a running service: none, new tables only.
-- Rows that a candidate may read carry the candidate's id, so that a policy is one comparison (DESIGN.md, measured).

create table liaison.submissions (
    id bigint generated always as identity,
    candidate_id bigint not null,
    client_id bigint not null,
    vacancy_id bigint not null,
    recruiter_id bigint not null,
    nomination_id bigint,
    channel text not null,
    stage text not null default 'registered',
    sent_on date,
    closed_on date,
    close_reason text,
    created_at timestamptz not null default liaison.now(),
    published_stage text not null default 'registered',
    published_on date not null,
    published_closed_on date,
    constraint submissions_pkey primary key (id),
    constraint submissions_candidate_key unique (candidate_id, id),
    constraint submissions_candidate_fkey foreign key (candidate_id) references liaison.candidates (id) on delete restrict,
    constraint submissions_vacancy_fkey
        foreign key (client_id, vacancy_id) references liaison.vacancies (client_id, id) on delete restrict,
    constraint submissions_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint submissions_nomination_fkey foreign key (nomination_id) references liaison.nominations (id) on delete restrict,
    constraint submissions_channel_check check (channel in ('agency', 'direct', 'speculative', 'referral')),
    constraint submissions_nomination_check check (nomination_id is null or channel = 'referral'),
    constraint submissions_stage_check check (stage in (
        'registered', 'sent', 'interviewing', 'on_hold', 'offered', 'placed', 'rejected', 'withdrawn', 'closed')),
    constraint submissions_published_stage_check check (published_stage in (
        'registered', 'sent', 'interviewing', 'on_hold', 'offered', 'placed', 'rejected', 'withdrawn', 'closed')),
    constraint submissions_closed_check check ((closed_on is not null) = (stage in ('rejected', 'withdrawn', 'closed')))
);
-- R10: one live submission per candidate and vacancy, whatever the channel.
create unique index submissions_live_key on liaison.submissions (candidate_id, vacancy_id) where closed_on is null;
create index submissions_vacancy_idx on liaison.submissions (client_id, vacancy_id, id);
create index submissions_recruiter_idx on liaison.submissions (recruiter_id, id);
create index submissions_nomination_idx on liaison.submissions (nomination_id) where nomination_id is not null;
comment on table liaison.submissions is 'one candidate put forward for one vacancy through one channel';
comment on column liaison.submissions.stage is 'what the agency knows; never readable by the candidate (R9)';
comment on column liaison.submissions.published_stage is 'what the candidate was told; changes by their own acts, by what they take part in, and by a release (R9)';
comment on column liaison.submissions.published_closed_on is 'when the candidate was told that it is over';

create table liaison.consents (
    id bigint not null,
    candidate_id bigint not null,
    wording text not null,
    given_at timestamptz not null default liaison.now(),
    recorded_by bigint not null default coalesce(liaison.account_id(), 0),
    constraint consents_wording_check check (length(wording) between 1 and 20000),
    constraint consents_pkey primary key (id),
    constraint consents_submission_fkey
        foreign key (candidate_id, id) references liaison.submissions (candidate_id, id) on delete restrict
);
create index consents_candidate_idx on liaison.consents (candidate_id, id);
comment on table liaison.consents is 'the candidate''s consent to be put forward for a vacancy (R10)';
comment on column liaison.consents.id is 'the submission';
comment on column liaison.consents.recorded_by is 'the account: the candidate''s own, or the agent''s who was told';

create table liaison.withdrawals (
    id bigint not null,
    candidate_id bigint not null,
    reason text,
    withdrawn_at timestamptz not null default liaison.now(),
    recorded_by bigint not null default coalesce(liaison.account_id(), 0),
    constraint withdrawals_pkey primary key (id),
    constraint withdrawals_submission_fkey
        foreign key (candidate_id, id) references liaison.submissions (candidate_id, id) on delete restrict
);
create index withdrawals_candidate_idx on liaison.withdrawals (candidate_id, id);
comment on table liaison.withdrawals is 'a candidate who takes back a submission';
comment on column liaison.withdrawals.id is 'the submission';

create table liaison.interviews (
    id bigint generated always as identity,
    submission_id bigint not null,
    candidate_id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    round integer not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    location text,
    held_on date not null,
    default_due_on date not null,
    due_on date not null,
    resolved_on date,
    answered_on date,
    published_answered_on date,
    cancelled_at timestamptz,
    cancel_reason text,
    constraint interviews_pkey primary key (id),
    constraint interviews_submission_key unique (submission_id, id),
    constraint interviews_candidate_key unique (candidate_id, id),
    constraint interviews_client_key unique (client_id, id),
    constraint interviews_submission_fkey
        foreign key (candidate_id, submission_id) references liaison.submissions (candidate_id, id) on delete restrict,
    constraint interviews_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint interviews_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint interviews_times_check check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
    constraint interviews_round_check check (round between 1 and 50)
);
create index interviews_candidate_idx on liaison.interviews (candidate_id, submission_id);
create index interviews_recruiter_idx on liaison.interviews (recruiter_id, id);
create index interviews_client_idx on liaison.interviews (client_id, held_on);
-- The overdue report of today reads the first, of a past day both.
create index interviews_open_idx on liaison.interviews (due_on, id) where resolved_on is null;
create index interviews_resolved_idx on liaison.interviews (resolved_on) where resolved_on is not null;
comment on table liaison.interviews is 'meetings inside a submission, in rounds';
comment on column liaison.interviews.held_on is 'D of RULES 3: the day on which it ends, in the client''s time zone';
comment on column liaison.interviews.default_due_on is 'roll(D + 7): when feedback is due if nothing was promised (T2)';
comment on column liaison.interviews.due_on is 'when feedback is due by the latest promise (T2, T7)';
comment on column liaison.interviews.answered_on is 'the day of the first feedback; agency-internal';
comment on column liaison.interviews.resolved_on is 'the earlier of answered and closed; null while feedback is outstanding';
comment on column liaison.interviews.published_answered_on is 'the day on which the candidate was told the outcome (R9)';

create table liaison.interviewers (
    interview_id bigint not null,
    contact_id bigint not null,
    candidate_id bigint not null,
    client_id bigint not null,
    constraint interviewers_pkey primary key (interview_id, contact_id),
    constraint interviewers_interview_fkey
        foreign key (client_id, interview_id) references liaison.interviews (client_id, id) on delete restrict,
    constraint interviewers_candidate_fkey
        foreign key (candidate_id, interview_id) references liaison.interviews (candidate_id, id) on delete restrict,
    constraint interviewers_contact_fkey
        foreign key (client_id, contact_id) references liaison.contacts (client_id, id) on delete restrict
);
create index interviewers_contact_idx on liaison.interviewers (client_id, contact_id);
create index interviewers_client_idx on liaison.interviewers (client_id, interview_id);
create index interviewers_candidate_idx on liaison.interviewers (candidate_id, interview_id);
comment on table liaison.interviewers is 'the client''s people in an interview';

create table liaison.debriefs (
    id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    further_round boolean,
    further_round_on date,
    decision_on date,
    feedback_by date,
    attendees text,
    promised text,
    would_not_say text[] not null default '{}',
    debriefed_at timestamptz not null default liaison.now(),
    debriefed_by bigint not null default coalesce(liaison.account_id(), 0),
    constraint debriefs_pkey primary key (id),
    constraint debriefs_interview_fkey
        foreign key (client_id, id) references liaison.interviews (client_id, id) on delete restrict,
    constraint debriefs_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint debriefs_would_not_say_check check (would_not_say <@ array[
        'further_round', 'further_round_on', 'decision_on', 'feedback_by', 'attendees', 'promised'])
);
create index debriefs_interview_idx on liaison.debriefs (client_id, id);
create index debriefs_recruiter_idx on liaison.debriefs (recruiter_id);
comment on table liaison.debriefs is 'the facts that an agent gets by bd(D, 1) (T1); a missing one is a task until filled or marked';
comment on column liaison.debriefs.id is 'the interview';
comment on column liaison.debriefs.would_not_say is 'facts that the client would not say';

create table liaison.promises (
    id bigint generated always as identity,
    interview_id bigint not null,
    candidate_id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    date date not null,
    given_on date not null,
    contact_id bigint,
    recorded_by bigint not null default coalesce(liaison.account_id(), 0),
    recorded_at timestamptz not null default liaison.now(),
    constraint promises_pkey primary key (id),
    constraint promises_interview_fkey
        foreign key (client_id, interview_id) references liaison.interviews (client_id, id) on delete restrict,
    constraint promises_candidate_fkey
        foreign key (candidate_id, interview_id) references liaison.interviews (candidate_id, id) on delete restrict,
    constraint promises_contact_fkey
        foreign key (client_id, contact_id) references liaison.contacts (client_id, id) on delete restrict,
    constraint promises_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint promises_given_check check (date >= given_on)
);
create index promises_interview_idx on liaison.promises (interview_id, given_on, id);
create index promises_client_idx on liaison.promises (client_id, interview_id);
create index promises_candidate_idx on liaison.promises (candidate_id, interview_id);
create index promises_contact_idx on liaison.promises (client_id, contact_id);
create index promises_recruiter_idx on liaison.promises (recruiter_id);
comment on table liaison.promises is 'the dates by which the client said it would answer; every version is kept (T2, T7)';

create table liaison.feedback (
    id bigint generated always as identity,
    interview_id bigint not null,
    submission_id bigint not null,
    candidate_id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    decision text not null,
    comments text not null,
    rating integer,
    strengths text,
    concerns text,
    received_on date not null,
    contact_id bigint,
    method text,
    logged_at timestamptz not null default liaison.now(),
    logged_on date not null,
    logged_by bigint not null default coalesce(liaison.account_id(), 0),
    released_at timestamptz,
    withheld_at timestamptz,
    constraint feedback_pkey primary key (id),
    constraint feedback_interview_fkey
        foreign key (submission_id, interview_id) references liaison.interviews (submission_id, id) on delete restrict,
    constraint feedback_candidate_fkey foreign key (candidate_id) references liaison.candidates (id) on delete restrict,
    constraint feedback_contact_fkey
        foreign key (client_id, contact_id) references liaison.contacts (client_id, id) on delete restrict,
    constraint feedback_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint feedback_decision_check check (decision in ('advance', 'hold', 'reject', 'offer')),
    constraint feedback_rating_check check (rating between 1 and 5),
    constraint feedback_method_check check (method in ('phone', 'email', 'meeting', 'letter', 'portal')),
    constraint feedback_comments_check check (length(comments) between 1 and 20000)
);
create index feedback_interview_idx on liaison.feedback (submission_id, interview_id);
create index feedback_candidate_idx on liaison.feedback (candidate_id);
create index feedback_contact_idx on liaison.feedback (client_id, contact_id);
create index feedback_recruiter_idx on liaison.feedback (recruiter_id);
create index feedback_unreleased_idx on liaison.feedback (logged_on, id) where released_at is null and withheld_at is null;
comment on table liaison.feedback is
    'what the client said, as logged; agency-internal. Its words are read through liaison.read_feedback alone, which leaves a trace (L4)';

create table liaison.releases (
    id bigint generated always as identity,
    feedback_id bigint,
    submission_id bigint not null,
    interview_id bigint,
    candidate_id bigint not null,
    recruiter_id bigint not null,
    outcome text not null,
    message text not null,
    released_at timestamptz not null default liaison.now(),
    released_on date not null,
    released_by bigint not null default coalesce(liaison.account_id(), 0),
    constraint releases_pkey primary key (id),
    constraint releases_feedback_key unique (feedback_id),
    constraint releases_feedback_fkey foreign key (feedback_id) references liaison.feedback (id) on delete restrict,
    constraint releases_submission_fkey
        foreign key (candidate_id, submission_id) references liaison.submissions (candidate_id, id) on delete restrict,
    constraint releases_interview_fkey
        foreign key (candidate_id, interview_id) references liaison.interviews (candidate_id, id) on delete restrict,
    constraint releases_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint releases_outcome_check check (outcome in ('advance', 'hold', 'reject', 'offer', 'closed')),
    constraint releases_message_check check (length(message) between 1 and 20000)
);
create index releases_submission_idx on liaison.releases (candidate_id, submission_id, id);
create index releases_interview_idx on liaison.releases (candidate_id, interview_id);
create index releases_recruiter_idx on liaison.releases (recruiter_id);
comment on table liaison.releases is 'messages that an agent let out to the candidate, with the outcome that each announces (R9)';
comment on column liaison.releases.feedback_id is 'null where a submission was closed with a word to the candidate (T19)';

create table liaison.withholdings (
    id bigint not null,
    recruiter_id bigint not null,
    reason text not null,
    withheld_at timestamptz not null default liaison.now(),
    withheld_by bigint not null default coalesce(liaison.account_id(), 0),
    constraint withholdings_pkey primary key (id),
    constraint withholdings_feedback_fkey foreign key (id) references liaison.feedback (id) on delete restrict,
    constraint withholdings_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict
);
create index withholdings_recruiter_idx on liaison.withholdings (recruiter_id);
comment on table liaison.withholdings is 'why logged feedback is not released (T17)';
comment on column liaison.withholdings.id is 'the feedback';

create table liaison.enquiries (
    id bigint generated always as identity,
    submission_id bigint not null,
    candidate_id bigint not null,
    recruiter_id bigint not null,
    question text not null,
    asked_at timestamptz not null default liaison.now(),
    asked_on date not null,
    due_on date not null,
    answer text,
    answered_at timestamptz,
    answered_on date,
    answered_by bigint,
    constraint enquiries_pkey primary key (id),
    constraint enquiries_submission_fkey
        foreign key (candidate_id, submission_id) references liaison.submissions (candidate_id, id) on delete restrict,
    constraint enquiries_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint enquiries_answered_by_fkey foreign key (answered_by) references liaison.recruiters (id) on delete restrict,
    constraint enquiries_question_check check (length(question) between 1 and 20000),
    constraint enquiries_answer_check check ((answer is null) = (answered_at is null))
);
create index enquiries_submission_idx on liaison.enquiries (candidate_id, submission_id);
create index enquiries_recruiter_idx on liaison.enquiries (recruiter_id, id);
create index enquiries_answered_by_idx on liaison.enquiries (answered_by);
create index enquiries_open_idx on liaison.enquiries (due_on, id) where answered_at is null;
comment on table liaison.enquiries is 'candidates'' questions to their agent; an answer is due by bd(asked, 1) on the agency''s calendar (T17)';

-- Candidates' own chases take even ids and the agency's odd ones, so that a candidate cannot count what the agency does.
create sequence liaison.candidate_chases_id_seq start 2 increment 2;
comment on sequence liaison.candidate_chases_id_seq is 'ids of chases by candidates';

create table liaison.chases (
    id bigint generated always as identity (start 1 increment 2),
    call_id bigint,
    interview_id bigint not null,
    candidate_id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    contact_id bigint not null,
    made_on date not null,
    method text not null,
    kind text not null default 'chase',
    outcome text,
    is_answered boolean not null default false,
    note text,
    by_candidate boolean not null default false,
    logged_by bigint not null default coalesce(liaison.account_id(), 0),
    logged_at timestamptz not null default liaison.now(),
    constraint chases_pkey primary key (id),
    constraint chases_interview_fkey
        foreign key (client_id, interview_id) references liaison.interviews (client_id, id) on delete restrict,
    constraint chases_candidate_fkey
        foreign key (candidate_id, interview_id) references liaison.interviews (candidate_id, id) on delete restrict,
    constraint chases_contact_fkey
        foreign key (client_id, contact_id) references liaison.contacts (client_id, id) on delete restrict,
    constraint chases_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint chases_method_check check (method in ('phone', 'email', 'meeting')),
    constraint chases_kind_check check (kind in ('chase', 'courtesy', 'offer_notice'))
);
create index chases_interview_idx on liaison.chases (interview_id, made_on);
create index chases_client_idx on liaison.chases (client_id, interview_id);
create index chases_contact_idx on liaison.chases (client_id, contact_id, made_on);
create index chases_candidate_idx on liaison.chases (candidate_id, interview_id);
create index chases_recruiter_idx on liaison.chases (recruiter_id, id);
comment on table liaison.chases is 'contacts with a client to ask for outstanding feedback; none before its window (T4-T6, T18)';
comment on column liaison.chases.call_id is 'the first entry of a call that covered several interviews (T18); null for that first entry itself';
comment on column liaison.chases.is_answered is 'it brought a promise or an answer; unanswered ones count for T8 and T19';
comment on column liaison.chases.by_candidate is 'made by the candidate, where R4 and R5 allow it';

create table liaison.incidents (
    id bigint generated always as identity,
    submission_id bigint not null,
    candidate_id bigint not null,
    recruiter_id bigint not null,
    kind text not null,
    happened_on date not null,
    description text not null,
    recorded_at timestamptz not null default liaison.now(),
    recorded_by bigint not null default coalesce(liaison.account_id(), 0),
    constraint incidents_pkey primary key (id),
    constraint incidents_submission_fkey
        foreign key (candidate_id, submission_id) references liaison.submissions (candidate_id, id) on delete restrict,
    constraint incidents_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint incidents_kind_check check (kind in ('bypass', 'client_contact'))
);
create index incidents_submission_idx on liaison.incidents (candidate_id, submission_id);
create index incidents_recruiter_idx on liaison.incidents (recruiter_id, id);
comment on table liaison.incidents is 'a candidate who went around the agent, or a client who contacted a candidate; never deletes or blocks (R3)';

create table liaison.import_keys (
    source text not null,
    kind text not null,
    external_id text not null,
    entity_id bigint not null,
    imported_at timestamptz not null default liaison.now(),
    constraint import_keys_pkey primary key (source, kind, external_id)
);
comment on table liaison.import_keys is 'what an import brought from which record of the old system, so that a second run changes nothing';

do $$
declare
    audited text;
begin
    foreach audited in array array[
        'submissions(close_reason)', 'consents(wording)', 'withdrawals(reason)', 'interviews(location,cancel_reason)',
        'interviewers', 'debriefs(attendees,promised)', 'promises', 'feedback(decision,rating,comments,strengths,concerns)',
        'releases(message)', 'withholdings(reason)', 'enquiries(question,answer)', 'chases(outcome,note)',
        'incidents(description)', 'import_keys'
    ] loop
        execute format(
            'create trigger audit after insert or update or delete on liaison.%I for each row '
            'execute function liaison_private.record_change(%s)',
            split_part(audited, '(', 1),
            (select string_agg(quote_literal(c), ', ')
               from unnest(string_to_array(rtrim(split_part(audited, '(', 2), ')'), ',')) c));
    end loop;
end
$$;
