package org.medchain.contract.verdict;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.economy.Service;
import org.medchain.contract.economy.ServicePayments;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.incentive.VerdictRules;

/**
 * The regulatory center opens a trap after its verdict (GAME-2; decision 0129).
 *
 * @param record id of the trap
 * @param valid the truth
 * @param salt random, so that the record cannot be found by trying
 */
@OperationRow(number = 16, name = "reveal trap", requirement = "GAME-2")
public record RevealTrap(Hash record, boolean valid, Hash salt) implements Operation {
  /** GAME-2. */
  public static final OperationType<RevealTrap> TYPE =
      OperationType.of(RevealTrap.class, CENTER, 17, 7, 507)
          .plusEach(
              "verifier of the record",
              new StateWork(11, 4, 191),
              (state, order) -> Verdicts.seats(state, order.operation().record()));

  /** The commitment that the center must have made before the record was uploaded. */
  public Hash commitment() {
    return Hash.of(encoded());
  }

  @Override
  public Result execute(Call call, WorldState state) {
    check(call, state);
    Verification opened = Verdicts.of(state, record).orElseThrow().withTrapOpened();
    VerdictRules rules = opened.rules();
    List<Event> events = new ArrayList<>();
    events.add(new VerdictEvents.TrapRevealed(record, valid));
    WorldState paid =
        Verdicts.payByTruth(
            Verdicts.VERIFICATIONS.put(state, record, opened),
            new ServicePayments(Service.TRAP, record, events),
            opened,
            Opinion.of(valid),
            rules.trapReward(),
            rules.trapPenalty());
    return Result.done(closed(paid, events), events);
  }

  /** A record known to be false is no longer sold, no matter how its verifiers voted. */
  private WorldState closed(WorldState state, List<Event> events) {
    StoredRecord it = Records.find(state, record).orElseThrow();
    return it.isValid() && !valid ? Records.foundFalse(state, record, it, events) : state;
  }

  private void check(Call call, WorldState state) {
    StoredRecord it = Records.find(state, record).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    Verification verification =
        Verdicts.of(state, record).orElseThrow(Outcome.NO_VERDICT_DUE::refusal);
    // A verifier that knew the truth while votes are open could copy it instead of checking.
    Outcome.RECORD_PENDING.refuseIf(Verdicts.isOpen(it, verification, call.height()));
    Outcome.TRAP_EXISTS.refuseIf(verification.trapOpened());
    // In an earlier block: a later one could depend on the upload, or on votes.
    boolean setBefore =
        Verdicts.TRAPS.get(state, commitment()).filter(height -> height < it.height()).isPresent();
    Outcome.UNKNOWN_TRAP.refuseUnless(setBefore);
  }
}
