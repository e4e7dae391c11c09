package org.medchain.claims.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.claims.chain.OperationContext.SentOperation;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;

/** Draws operations on records, on verdicts about them, and on their files. */
final class RecordOperations {
  /** Three chunks, of which the last one is short. */
  private static final List<Chunk> FILE = Chunk.of(Bytes.of(new byte[2 * Chunk.MAX_SIZE + 7]));

  private static final MerkleTree TREE = MerkleTree.of(FILE);

  private final OperationContext context;

  private RecordOperations(OperationContext context) {
    this.context = context;
  }

  /** Adds how each kind is drawn, by the class of the operation. */
  static void addTo(Map<Class<?>, Supplier<SentOperation>> makers, OperationContext context) {
    RecordOperations draws = new RecordOperations(context);
    makers.put(UploadRecord.class, draws::upload);
    makers.put(QuoteQuery.class, () -> context.byAnybody(new QuoteQuery(context.recordId())));
    makers.put(JudgeRecord.class, () -> context.byCenter(new JudgeRecord(context.recordId())));
    makers.put(CastVote.class, draws::vote);
    makers.put(
        EvaluateRecord.class,
        () -> context.byUser(new EvaluateRecord(context.recordId(), context.oneIn(3))));
    makers.put(SetTrap.class, () -> context.byCenter(new SetTrap(draws.trap().commitment())));
    makers.put(RevealTrap.class, () -> context.byCenter(draws.trap()));
    makers.put(EntrustFile.class, draws::entrust);
    makers.put(
        HoldFile.class,
        () ->
            new SentOperation(
                context.one(context.cast().hospitals()), new HoldFile(context.recordId())));
    makers.put(ProveStorage.class, draws::prove);
    makers.put(
        ClaimMissed.class,
        () -> context.byAnybody(new ClaimMissed(context.recordId(), draws.hospital().publicKey())));
    makers.put(ReleaseFile.class, draws::release);
  }

  private KeyPair hospital() {
    return context.one(context.cast().hospitals());
  }

  private SentOperation upload() {
    MedicalRecord record = context.record();
    return new SentOperation(context.ownerOf(record), new UploadRecord(record));
  }

  /** Mostly a verifier of a record whose verdict is open. */
  private SentOperation vote() {
    List<SentOperation> seated = new ArrayList<>();
    for (MedicalRecord record : context.records()) {
      Hash id = record.id();
      boolean open =
          Records.find(context.chain().state(), id).filter(StoredRecord::isPending).isPresent();
      Optional<Verification> verdict = Verdicts.of(context.chain().state(), id);
      if (open && verdict.isPresent()) {
        for (Verification.Seat seat : verdict.get().seats()) {
          CastVote vote = new CastVote(id, !context.oneIn(3));
          context
              .keysOf(seat.verifier())
              .ifPresent(keys -> seated.add(new SentOperation(keys, vote)));
        }
      }
    }
    return seated.isEmpty()
        ? context.byUser(new CastVote(context.recordId(), true))
        : context.one(seated);
  }

  /** One for each record, so that one that was set is also revealed. */
  private RevealTrap trap() {
    Hash id = context.recordId();
    return new RevealTrap(id, (id.w0() & 1) == 0, Hash.MAX);
  }

  private SentOperation entrust() {
    MedicalRecord record = context.record();
    EntrustFile operation =
        new EntrustFile(record.id(), hospital().publicKey(), TREE.root(), FILE.size());
    return new SentOperation(context.ownerOf(record), operation);
  }

  /** The challenged chunk. */
  private SentOperation prove() {
    KeyPair holder = hospital();
    Hash id = context.recordId();
    Optional<Holding> held = Audits.holding(context.chain().state(), id, holder.publicKey());
    AuditRound round = Audits.last(context.chain().state()).orElse(AuditRound.NONE);
    int index = held.map(each -> each.challenge(round, id, holder.publicKey())).orElse(0);
    return new SentOperation(holder, new ProveStorage(id, FILE.get(index), TREE.proof(index)));
  }

  private SentOperation release() {
    MedicalRecord record = context.record();
    KeyPair holder = hospital();
    KeyPair sender = context.oneIn(2) ? holder : context.ownerOf(record);
    return new SentOperation(sender, new ReleaseFile(record.id(), holder.publicKey()));
  }
}
