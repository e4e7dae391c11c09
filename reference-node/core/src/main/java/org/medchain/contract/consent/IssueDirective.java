package org.medchain.contract.consent;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * An owner, or who acts for it, lets others read for a purpose and a time (CON-30; decision 0241).
 * The same terms again replace the time and the giver.
 *
 * @param terms whose records, which, who, what for
 * @param untilMs block time from which on it allows nothing, milliseconds of Unix time
 */
public record IssueDirective(DirectiveTerms terms, long untilMs) implements Operation {
  /** CON-30. */
  public static final OperationType<IssueDirective> TYPE =
      OperationType.ordered(
          32,
          "issue directive",
          IssueDirective.class,
          IssueDirective::decode,
          Senders.PARTICIPANT,
          "CON-30",
          WorkBound.of(19, 3, Directives.MAX_BYTES),
          IssueDirective::execute);

  static IssueDirective decode(Decoder in) {
    return new IssueDirective(DirectiveTerms.decode(in), in.int64());
  }

  @Override
  public OperationType<IssueDirective> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(terms).int64(untilMs);
  }

  @Override
  public List<String> recordTexts() {
    return terms.scope().types();
  }

  static Result execute(Call call, WorldState state, IssueDirective operation) {
    DirectiveTerms terms = operation.terms();
    if (call.blockTimeMs().isEmpty()) {
      return Result.refused(Outcome.NOT_READ_ONLY);
    }
    if (!Records.takesTextsOf(state, operation)) {
      return Result.refused(Outcome.NOT_SEALED);
    }
    long timeMs = call.blockTimeMs().getAsLong();
    Optional<Outcome> objection =
        operation
            .objectionToTerms(call, state, timeMs)
            .or(() -> operation.objectionToCount(call, state));
    return objection.isPresent()
        ? Result.refused(objection.get())
        : Result.done(
            Directives.put(state, terms, operation.untilMs(), call.sender()),
            new ConsentEvents.DirectiveIssued(
                terms.id(), terms, operation.untilMs(), call.sender()));
  }

  private Optional<Outcome> objectionToTerms(Call call, WorldState state, long timeMs) {
    if (!Registration.role(state, terms.owner()).equals(Optional.of(Role.PATIENT))) {
      return Optional.of(Outcome.UNKNOWN_PARTICIPANT);
    }
    return Delegates.objection(state, terms.owner(), call.sender(), timeMs)
        .or(() -> untilMs <= timeMs ? Optional.of(Outcome.TIME_PASSED) : Optional.empty())
        .or(
            () ->
                terms.scope() instanceof DirectiveScope.OneRecord one
                    ? objectionTo(state, one.record())
                    : Optional.empty())
        .or(
            () ->
                terms.grantee() instanceof Grantee.Party party
                    ? objectionTo(call, state, party)
                    : Optional.empty());
  }

  private Optional<Outcome> objectionTo(WorldState state, Hash id) {
    Optional<StoredRecord> record = Records.find(state, id);
    if (record.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    if (!record.get().owner().equals(terms.owner())) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    // GAME-1: nothing is granted on a record before its verdict.
    return record.get().isValid() ? Optional.empty() : Optional.of(record.get().objection());
  }

  /** No delegate makes itself a reader for longer than it acts, and no owner needs a consent. */
  private Optional<Outcome> objectionTo(Call call, WorldState state, Grantee.Party party) {
    if (party.key().equals(terms.owner()) || party.key().equals(call.sender())) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    Optional<Role> role = Registration.activeRole(state, party.key());
    return role.isEmpty() || role.get() == Role.REGULATORY_CENTER
        ? Optional.of(Outcome.UNKNOWN_PARTICIPANT)
        : Optional.empty();
  }

  private Optional<Outcome> objectionToCount(Call call, WorldState state) {
    Optional<ConsentDirective> before = Directives.find(state, terms.id());
    if (before.isPresent()) {
      // What another delegate gave may end before its time, so it can be given again.
      boolean same =
          before.get().untilMs() == untilMs
              && List.of(terms.owner(), call.sender()).contains(before.get().givenBy());
      return same ? Optional.of(Outcome.ALREADY_GRANTED) : Optional.empty();
    }
    return Directives.count(state, terms.owner()) < Directives.MAX_OF_OWNER
        ? Optional.empty()
        : Optional.of(Outcome.LIMIT_REACHED);
  }
}
