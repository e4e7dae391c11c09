package org.medchain.contract.consent;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Argument;
import org.medchain.data.PublicKey;

/**
 * An owner names a delegate; for a minor, or an owner that cannot name anybody, the regulatory
 * center does (CON-31; decision 0240). The same delegate again replaces the time.
 *
 * @param owner for whom
 * @param delegate who acts
 * @param untilMs block time from which on it does not, milliseconds of Unix time
 */
@OperationRow(number = 34, name = "appoint delegate", requirement = "CON-31")
public record AppointDelegate(PublicKey owner, PublicKey delegate, long untilMs)
    implements Operation {
  private static final OperationPermissions SENDERS =
      new OperationPermissions(
          List.of(Role.PATIENT, Role.REGULATORY_CENTER), List.of(Role.PATIENT));

  /** CON-31. */
  public static final OperationType<AppointDelegate> TYPE =
      OperationType.of(AppointDelegate.class, SENDERS, 8, 1, Delegates.MAX_BYTES);

  /** Nobody acts for itself. */
  public AppointDelegate {
    Argument.refuseIf(owner.equals(delegate), "an owner is not its own delegate");
  }

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    check(call, state, timeMs);
    boolean byCenter = call.role() == Role.REGULATORY_CENTER;
    List<Delegation> all =
        Delegates.without(Delegates.of(state, owner), delegate, byCenter, timeMs);
    Outcome.LIMIT_REACHED.refuseIf(
        all.stream().filter(each -> each.byCenter() == byCenter).count() >= Delegates.MAX_OF_EACH);
    all.add(new Delegation(delegate, byCenter, untilMs));
    return Result.done(
        Delegates.put(state, owner, all),
        new ConsentEvents.DelegateAppointed(owner, delegate, byCenter, untilMs));
  }

  private void check(Call call, WorldState state, long timeMs) {
    Outcome.NOT_ALLOWED.refuseIf(call.role() == Role.PATIENT && !owner.equals(call.sender()));
    Outcome.TIME_PASSED.refuseIf(untilMs <= timeMs);
    // A key that was revoked may be a minor's whose guardian is to act now.
    Outcome.UNKNOWN_PARTICIPANT.refuseIf(
        Registration.hasLeft(state, owner)
            || !Registration.role(state, owner).equals(Optional.of(Role.PATIENT)));
    Optional<Role> role = Registration.activeRole(state, delegate);
    Outcome.UNKNOWN_PARTICIPANT.refuseIf(role.isEmpty() || role.get() == Role.REGULATORY_CENTER);
  }
}
