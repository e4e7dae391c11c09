package org.medchain.contract.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.economy.Service;
import org.medchain.contract.economy.ServicePayments;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
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
public record ProveStorage(Hash record, Chunk chunk, InclusionProof proof) implements Operation {
  /** GAME-4. */
  public static final OperationType<ProveStorage> TYPE =
      OperationType.ordered(
          19,
          "prove",
          ProveStorage.class,
          ProveStorage::decode,
          Senders.anybodyByClientsOf(Role.Duty.STORE),
          "GAME-4",
          WorkBound.of(30, 10, 567),
          ProveStorage::execute);

  static ProveStorage decode(Decoder in) {
    return new ProveStorage(in.hash(), Chunk.decode(in), InclusionProof.CODEC.decode(in));
  }

  @Override
  public OperationType<ProveStorage> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(record).value(chunk).value(proof);
  }

  static Result execute(Call call, WorldState state, ProveStorage operation) {
    Hash id = operation.record();
    PublicKey holder = call.sender();
    Optional<Holding> held = Audits.holding(state, id, holder).filter(Holding::accepted);
    if (held.isEmpty()) {
      return Result.refused(Outcome.NO_HOLDING);
    }
    AuditRound round = Audits.round(state);
    if (call.height() > round.until() || held.get().nextAudit() > round.number()) {
      return Result.refused(Outcome.NO_CHALLENGE);
    }
    boolean proven =
        operation.proof().index() == held.get().challenge(round, id, holder)
            && operation.proof().proves(operation.chunk(), held.get().root(), held.get().chunks());
    if (!proven) {
      return Result.refused(Outcome.WRONG_PROOF);
    }
    List<Event> events = new ArrayList<>();
    WorldState counted = Audits.countMissed(call, state, id, holder, events);
    return answered(counted, round, id, holder, events);
  }

  private static Result answered(
      WorldState state, AuditRound round, Hash id, PublicKey holder, List<Event> events) {
    Holding held = Audits.listed(state, id, holder).orElseThrow();
    WorldState accounted = Audits.put(state, id, holder, held.accountedTo(round.number() + 1));
    events.add(new AuditEvents.AuditAnswered(id, holder, round.number()));
    // Or patient and hospital would earn by rubbish that no verifier has to accept.
    if (!Records.find(accounted, id).orElseThrow().isValid()) {
      return Result.done(accounted, events);
    }
    WorldState noted = Scores.count(accounted, holder, 1, 0, 0);
    return new ServicePayments(Service.AUDIT, id, events)
        .reward(noted, holder, noted.rules().audit().reward())
        .map(paid -> Result.done(paid, events))
        .orElse(Result.refused(Outcome.SUPPLY_EXHAUSTED));
  }
}
