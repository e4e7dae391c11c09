package org.medchain.contract.consent;

import static org.medchain.contract.engine.OperationPermissions.PARTICIPANT;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;

/**
 * An owner, or its delegate, lets others read for a purpose and a time (CON-30; decision 0240). The
 * same terms again replace the time and the giver.
 *
 * @param terms the owner, the records, the reader and the purpose
 * @param untilMs block time from which on it allows nothing, milliseconds of Unix time
 */
@OperationRow(number = 32, name = "issue directive", requirement = "CON-30")
public record IssueDirective(DirectiveTerms terms, long untilMs) implements Operation {
  /** CON-30. */
  public static final OperationType<IssueDirective> TYPE =
      OperationType.of(IssueDirective.class, PARTICIPANT, 19, 3, Directives.MAX_BYTES);

  @Override
  public List<String> recordTexts() {
    return terms.scope().types();
  }

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    Outcome.NOT_SEALED.refuseUnless(Records.takesTextsOf(state, this));
    checkTerms(call, state, timeMs);
    checkCount(call, state);
    return Result.done(
        Directives.put(state, terms, untilMs, call.sender()),
        new ConsentEvents.DirectiveIssued(terms.id(), terms, untilMs, call.sender()));
  }

  private void checkTerms(Call call, WorldState state, long timeMs) {
    Outcome.UNKNOWN_PARTICIPANT.refuseUnless(
        Registration.role(state, terms.owner()).equals(Optional.of(Role.PATIENT)));
    Delegates.check(state, terms.owner(), call.sender(), timeMs);
    Outcome.TIME_PASSED.refuseIf(untilMs <= timeMs);
    if (terms.scope() instanceof DirectiveScope.OneRecord one) {
      check(state, one.record());
    }
    if (terms.grantee() instanceof Grantee.Party party) {
      check(call, state, party);
    }
  }

  private void check(WorldState state, Hash id) {
    StoredRecord record = Records.find(state, id).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    Outcome.NOT_ALLOWED.refuseUnless(record.owner().equals(terms.owner()));
    // GAME-1: nothing is granted on a record before its verdict.
    record.objection().refuseUnless(record.isValid());
  }

  /** No delegate makes itself a reader for longer than it acts, and no owner needs a consent. */
  private void check(Call call, WorldState state, Grantee.Party party) {
    Outcome.NOT_ALLOWED.refuseIf(
        party.key().equals(terms.owner()) || party.key().equals(call.sender()));
    Optional<Role> role = Registration.activeRole(state, party.key());
    Outcome.UNKNOWN_PARTICIPANT.refuseIf(role.isEmpty() || role.get() == Role.REGULATORY_CENTER);
  }

  private void checkCount(Call call, WorldState state) {
    Optional<ConsentDirective> before = Directives.DIRECTIVES.get(state, terms.id());
    if (before.isEmpty()) {
      Outcome.LIMIT_REACHED.refuseIf(
          Directives.count(state, terms.owner()) >= Directives.MAX_OF_OWNER);
      return;
    }
    // A directive by another delegate may end before its time, so it can be given again.
    Outcome.ALREADY_GRANTED.refuseIf(
        before.get().untilMs() == untilMs
            && List.of(terms.owner(), call.sender()).contains(before.get().givenBy()));
  }
}
