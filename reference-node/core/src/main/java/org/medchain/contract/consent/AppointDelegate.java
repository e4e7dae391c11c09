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
import org.medchain.contract.registration.Registration;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * An owner names who acts for it; for a minor, or who cannot name anybody, the regulatory center
 * does (CON-31; decision 0241). The same delegate again replaces the time.
 *
 * @param owner for whom
 * @param delegate who acts
 * @param untilMs block time from which on it does not, milliseconds of Unix time
 */
public record AppointDelegate(PublicKey owner, PublicKey delegate, long untilMs)
    implements Operation {
  private static final Senders SENDERS =
      new Senders(List.of(Role.PATIENT, Role.REGULATORY_CENTER), List.of(Role.PATIENT));

  /** CON-31. */
  public static final OperationType<AppointDelegate> TYPE =
      OperationType.ordered(
          34,
          "appoint delegate",
          AppointDelegate.class,
          AppointDelegate::decode,
          SENDERS,
          "CON-31",
          WorkBound.of(8, 1, Delegates.MAX_BYTES),
          AppointDelegate::execute);

  /** Nobody acts for itself. */
  public AppointDelegate {
    if (owner.equals(delegate)) {
      throw new IllegalArgumentException("an owner is not its own delegate");
    }
  }

  static AppointDelegate decode(Decoder in) {
    return new AppointDelegate(PublicKey.decode(in), PublicKey.decode(in), in.int64());
  }

  @Override
  public OperationType<AppointDelegate> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(owner).value(delegate).int64(untilMs);
  }

  static Result execute(Call call, WorldState state, AppointDelegate operation) {
    if (call.blockTimeMs().isEmpty()) {
      return Result.refused(Outcome.NOT_READ_ONLY);
    }
    long timeMs = call.blockTimeMs().getAsLong();
    Optional<Outcome> objection = operation.objection(call, state, timeMs);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    boolean byCenter = call.role() == Role.REGULATORY_CENTER;
    PublicKey owner = operation.owner();
    List<Delegation> all =
        Delegates.without(Delegates.of(state, owner), operation.delegate(), byCenter, timeMs);
    if (all.stream().filter(each -> each.byCenter() == byCenter).count() >= Delegates.MAX_OF_EACH) {
      return Result.refused(Outcome.LIMIT_REACHED);
    }
    all.add(new Delegation(operation.delegate(), byCenter, operation.untilMs()));
    return Result.done(
        Delegates.put(state, owner, all),
        new ConsentEvents.DelegateAppointed(
            owner, operation.delegate(), byCenter, operation.untilMs()));
  }

  private Optional<Outcome> objection(Call call, WorldState state, long timeMs) {
    if (call.role() == Role.PATIENT && !owner.equals(call.sender())) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    if (untilMs <= timeMs) {
      return Optional.of(Outcome.TIME_PASSED);
    }
    // A key that was revoked may be a minor's whose guardian is to act now.
    if (Registration.hasLeft(state, owner)
        || !Registration.role(state, owner).equals(Optional.of(Role.PATIENT))) {
      return Optional.of(Outcome.UNKNOWN_PARTICIPANT);
    }
    Optional<Role> role = Registration.activeRole(state, delegate);
    return role.isEmpty() || role.get() == Role.REGULATORY_CENTER
        ? Optional.of(Outcome.UNKNOWN_PARTICIPANT)
        : Optional.empty();
  }
}
