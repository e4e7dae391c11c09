package org.medchain.contract.storageproof;

import static org.medchain.contract.engine.OperationPermissions.anybodyByClientsOf;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.economy.Service;
import org.medchain.contract.economy.ServicePayments;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.PublicKey;

/**
 * A holder answers the open challenge (GAME-4): for a reward and its score if the record is valid.
 *
 * @param record id of the record
 * @param chunk that the challenge asks for
 * @param proof that it is in the file
 */
@OperationRow(number = 19, name = "prove", requirement = "GAME-4")
public record ProveStorage(Hash record, Chunk chunk, InclusionProof proof) implements Operation {
  /** GAME-4. */
  public static final OperationType<ProveStorage> TYPE =
      OperationType.of(ProveStorage.class, anybodyByClientsOf(Role.Duty.STORE), 30, 10, 567);

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey holder = call.sender();
    Holding held =
        Audits.holding(state, record, holder)
            .filter(Holding::accepted)
            .orElseThrow(Outcome.NO_HOLDING::refusal);
    AuditRound round = Audits.round(state);
    Outcome.NO_CHALLENGE.refuseIf(
        call.height() > round.until() || held.nextAudit() > round.number());
    Outcome.WRONG_PROOF.refuseUnless(
        proof.index() == held.challenge(round, record, holder)
            && proof.proves(chunk, held.root(), held.chunks()));
    List<Event> events = new ArrayList<>();
    WorldState counted = Audits.countMissed(call, state, record, holder, events);
    // Again: the missed audits are accounted for.
    Holding counts = Audits.listed(counted, record, holder).orElseThrow();
    WorldState accounted =
        Audits.put(counted, record, holder, counts.accountedTo(round.number() + 1));
    events.add(new AuditEvents.AuditAnswered(record, holder, round.number()));
    // Or patient and hospital would earn by rubbish that no verifier has to accept.
    if (!Records.find(accounted, record).orElseThrow().isValid()) {
      return Result.done(accounted, events);
    }
    WorldState noted = Scores.count(accounted, holder, 1, 0, 0);
    WorldState paid =
        new ServicePayments(Service.AUDIT, record, events)
            .reward(noted, holder, noted.rules().audit().reward());
    return Result.done(paid, events);
  }
}
