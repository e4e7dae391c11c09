package org.medchain.contract.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.medchain.contract.TestChain;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.center.CenterEvents;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.storageproof.AuditEvents;
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
import org.medchain.contract.verdict.Opinion;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;

/** What chance hardly finds and honest ones know: an audit's chunk, verifiers, a trap's salt. */
final class OperationHints {
  private static final List<Chunk> FILE = Chunk.of(Bytes.of(new byte[4 * Chunk.MAX_SIZE + 7]));
  private static final MerkleTree TREE = MerkleTree.of(FILE);

  private final Map<Integer, Function<FuzzWorld, Optional<OperationDraft>>> hints = new TreeMap<>();
  private final Map<Integer, List<Class<? extends Event>>> follows = new TreeMap<>();
  private final List<Hash> uploaded = new ArrayList<>();
  private final List<MedicalRecord> trapped = new ArrayList<>();
  private final List<RevealTrap> traps = new ArrayList<>();
  private int number;

  OperationHints() {
    hints.put(UploadRecord.TYPE.number(), this::upload);
    hints.put(CastVote.TYPE.number(), this::vote);
    hints.put(SetTrap.TYPE.number(), this::setTrap);
    hints.put(RevealTrap.TYPE.number(), this::revealTrap);
    hints.put(EntrustFile.TYPE.number(), this::entrust);
    hints.put(ProveStorage.TYPE.number(), this::prove);
    hints.put(OfferRecords.TYPE.number(), this::offer);
    hints.put(ChangeRules.TYPE.number(), OperationHints::changeRules);
    hints.put(RevokeCertificates.TYPE.number(), this::revoke);
    hints.put(ChangeMembers.TYPE.number(), OperationHints::members);
    hints.put(LeaveChain.TYPE.number(), OperationHints::leave);
    hints.put(Register.TYPE.number(), this::register);
    hints.put(DemandRecords.TYPE.number(), OperationHints::demand);
    hints.put(HoldFile.TYPE.number(), OperationHints::hold);
    hints.put(EvaluateRecord.TYPE.number(), OperationHints::evaluate);
    hints.put(AttestRecord.TYPE.number(), this::attest);
    ConsentHints.addTo((type, hint) -> hints.put(type.number(), hint));
    SearchHints.addTo((type, hint) -> hints.put(type.number(), hint));
    DealHints.addTo((type, hint) -> hints.put(type.number(), hint));
    follows(JudgeRecord.TYPE, RecordEvents.RecordStored.class);
    follows(Withdraw.TYPE, TradeEvents.OfferOpened.class, TradeEvents.AgreementConcluded.class);
    follows(ClaimMissed.TYPE, AuditEvents.HoldingAccepted.class);
    follows(ReleaseFile.TYPE, AuditEvents.HoldingAccepted.class, AuditEvents.Entrusted.class);
    follows(PayVoucher.TYPE, EconomyEvents.Redeemed.class);
    follows(SettleExit.TYPE, ExitEvents.Left.class);
    follows(ThawAccount.TYPE, CenterEvents.Frozen.class);
  }

  private void follows(OperationType<?> type, Class<? extends Event> event) {
    follows.put(type.number(), List.of(event));
  }

  private void follows(
      OperationType<?> type, Class<? extends Event> event, Class<? extends Event> other) {
    follows.put(type.number(), List.of(event, other));
  }

  /** After what events an operation of this type may succeed. */
  List<Class<? extends Event>> follows(OperationType<?> type) {
    return follows.getOrDefault(type.number(), List.of());
  }

  Optional<OperationDraft> draft(FuzzWorld world, OperationType<?> type) {
    Function<FuzzWorld, Optional<OperationDraft>> hint = hints.get(type.number());
    return hint == null ? Optional.empty() : hint.apply(world);
  }

  private static OperationDraft byCenter(Operation operation) {
    return new OperationDraft(TestChain.CENTER.publicKey(), operation);
  }

  private MedicalRecord record(FuzzWorld world) {
    PublicKey doctor = world.active(List.of(Role.DOCTOR));
    number++;
    return new MedicalRecord(
        KeyNames.current(world.state, world.active(List.of(Role.PATIENT))),
        new MedicalRecord.MetadataBlock(
            doctor, "synthetic/" + number, Hash.of(Bytes.utf8("file " + number))),
        new MedicalRecord.DigestBlock(
            1_600_000_000_000L, doctor, "synthetic", number % 3 == 0 ? "image" : "report"));
  }

  private Optional<OperationDraft> upload(FuzzWorld world) {
    MedicalRecord record =
        trapped.isEmpty() || world.random.nextBoolean()
            ? record(world)
            : trapped.remove(trapped.size() - 1);
    uploaded.add(record.id());
    return Optional.of(new OperationDraft(record.patient(), new UploadRecord(record)));
  }

  private Optional<Hash> recent(Random random) {
    int last = Math.min(uploaded.size(), 40);
    return last == 0
        ? Optional.empty()
        : Optional.of(uploaded.get(uploaded.size() - 1 - random.nextInt(last)));
  }

  /** Rather on records on which others voted. */
  private Optional<OperationDraft> vote(FuzzWorld world) {
    Optional<OperationDraft> any = Optional.empty();
    for (int i = 0; i < 40; i++) {
      Optional<Hash> id = recent(world.random);
      Optional<Verification> open = id.flatMap(each -> Verdicts.of(world.state, each));
      if (open.isEmpty() || world.record(id.get()).filter(StoredRecord::isPending).isEmpty()) {
        continue;
      }
      boolean begun = false;
      for (Verification.Seat seat : open.get().seats()) {
        if (seat.opinion() == Opinion.NONE) {
          CastVote vote = new CastVote(id.get(), id.get().w0() % 4 != 0);
          any = Optional.of(new OperationDraft(seat.verifier(), vote));
        }
        begun |= seat.opinion() != Opinion.NONE;
      }
      if (begun && any.isPresent()) {
        return any;
      }
    }
    return any;
  }

  private static Optional<OperationDraft> demand(FuzzWorld world) {
    for (int i = 0; i < 10; i++) {
      Optional<TradeEvents.OfferOpened> offer = world.recent(TradeEvents.OfferOpened.class);
      if (offer.isPresent() && Trade.openPositions(world.state, offer.get().provider()) > 0) {
        PublicKey demander = world.active(List.of(Role.HOSPITAL, Role.RESEARCH));
        DemandRecords demand =
            new DemandRecords(
                offer.get().provider(),
                offer.get().dataType(),
                1 + world.random.nextInt(3),
                offer.get().price());
        return Optional.of(new OperationDraft(demander, demand));
      }
    }
    return Optional.empty();
  }

  private static Optional<OperationDraft> hold(FuzzWorld world) {
    return world
        .recent(AuditEvents.Entrusted.class)
        .map(each -> new OperationDraft(each.holder(), new HoldFile(each.record())));
  }

  /** By a buyer, or else by a reader that paid. */
  private static Optional<OperationDraft> evaluate(FuzzWorld world) {
    Optional<TradeEvents.AgreementTriggered> sold =
        world.recent(TradeEvents.AgreementTriggered.class);
    if (sold.isPresent() && world.random.nextBoolean()) {
      Hash record = sold.get().records().get(0);
      EvaluateRecord opinion = new EvaluateRecord(record, world.random.nextInt(3) > 0);
      return Optional.of(new OperationDraft(sold.get().demander(), opinion));
    }
    for (int i = 0; i < 20; i++) {
      Optional<AccessEntry> read =
          world
              .recent(ConsentEvents.ReadAnswered.class)
              .map(ConsentEvents.ReadAnswered::line)
              .filter(line -> Verdicts.hasObtained(world.state, line.record(), line.reader()));
      if (read.isPresent()) {
        EvaluateRecord opinion =
            new EvaluateRecord(read.get().record(), world.random.nextInt(3) > 0);
        return Optional.of(new OperationDraft(read.get().reader(), opinion));
      }
    }
    return Optional.empty();
  }

  private Optional<OperationDraft> setTrap(FuzzWorld world) {
    MedicalRecord record = record(world);
    RevealTrap trap = new RevealTrap(record.id(), world.random.nextBoolean(), Hash.MAX);
    trapped.add(0, record);
    traps.add(trap);
    return Optional.of(byCenter(new SetTrap(trap.commitment())));
  }

  private Optional<OperationDraft> revealTrap(FuzzWorld world) {
    for (int i = 0; i < 20 && !traps.isEmpty(); i++) {
      RevealTrap trap = traps.get(world.random.nextInt(traps.size()));
      Optional<Verification> open = Verdicts.of(world.state, trap.record());
      if (open.isPresent() && !open.get().trapOpened() && open.get().until() < world.height) {
        return Optional.of(byCenter(trap));
      }
    }
    return Optional.empty();
  }

  private Optional<OperationDraft> entrust(FuzzWorld world) {
    PublicKey holder = world.active(List.of(Role.HOSPITAL));
    return recent(world.random)
        .flatMap(
            id ->
                world
                    .record(id)
                    .map(
                        it ->
                            new OperationDraft(
                                it.owner(),
                                new EntrustFile(id, holder, TREE.root(), FILE.size()))));
  }

  /** The challenged chunk of a file that is held, and now and then another one. */
  private Optional<OperationDraft> prove(FuzzWorld world) {
    AuditRound round = Audits.last(world.state).orElse(AuditRound.NONE);
    for (int i = 0; i < 60; i++) {
      Optional<Hash> id = recent(world.random);
      PublicKey holder = world.active(List.of(Role.HOSPITAL));
      Optional<Holding> held = id.flatMap(each -> Audits.holding(world.state, each, holder));
      if (held.filter(Holding::accepted).filter(it -> it.chunks() == FILE.size()).isPresent()) {
        int asked = held.get().challenge(round, id.get(), holder);
        int shown = world.random.nextInt(9) == 0 ? world.random.nextInt(FILE.size()) : asked;
        return Optional.of(
            new OperationDraft(
                holder, new ProveStorage(id.get(), FILE.get(shown), TREE.proof(shown))));
      }
    }
    return Optional.empty();
  }

  /** The provider's own records, and those that were shared with it. */
  private Optional<OperationDraft> offer(FuzzWorld world) {
    String type = world.random.nextBoolean() ? "image" : "report";
    PublicKey provider = world.active(List.of(Role.PATIENT, Role.HOSPITAL));
    List<Hash> offered = new ArrayList<>();
    long nowMs = 1_600_000_000_000L + 1_000 * world.height;
    for (Hash id : uploaded.subList(Math.max(0, uploaded.size() - 40), uploaded.size())) {
      boolean fits =
          world
              .record(id)
              .filter(it -> it.isValid() && it.type().equals(type))
              .filter(it -> Directives.mayOffer(world.state, id, it, provider, nowMs))
              .isPresent();
      if (fits && !offered.contains(id)) {
        offered.add(id);
      }
    }
    long price = 1L + world.random.nextInt(9);
    return Optional.of(new OperationDraft(provider, new OfferRecords(type, price, offered)));
  }

  private Optional<OperationDraft> attest(FuzzWorld world) {
    return recent(world.random)
        .flatMap(
            id ->
                world.record(id).map(it -> new OperationDraft(it.doctor(), new AttestRecord(id))));
  }

  private static Optional<OperationDraft> changeRules(FuzzWorld world) {
    long from = world.height + world.random.nextInt(9);
    return from < 1
        ? Optional.empty()
        : Optional.of(byCenter(new ChangeRules(from, world.rules())));
  }

  private Optional<OperationDraft> register(FuzzWorld world) {
    Role role = role(world);
    // A doctor that is there already goes to another hospital.
    PublicKey key =
        role == Role.DOCTOR && world.random.nextBoolean()
            ? world.active(List.of(Role.DOCTOR))
            : TestChain.keys("joins " + number++).publicKey();
    PublicKey hospital = world.active(List.of(Role.HOSPITAL, Role.LABORATORY));
    return Optional.of(byCenter(new Register(Participant.of(key, role, hospital))));
  }

  private static Role role(FuzzWorld world) {
    return List.of(Role.PATIENT, Role.DOCTOR, Role.HOSPITAL, Role.RESEARCH, Role.INSURER)
        .get(world.random.nextInt(5));
  }

  /** Few keys, so that they meet; now and then of an operator that runs no such node. */
  private static Optional<OperationDraft> members(FuzzWorld world) {
    PublicKey node = TestChain.node(world.random.nextInt(9));
    PublicKey other = TestChain.node(9 + world.random.nextInt(9));
    Role operator = world.random.nextInt(5) == 0 ? Role.INSURER : Role.RESEARCH;
    return Optional.of(
        byCenter(
            new ChangeMembers(
                switch (world.random.nextInt(3)) {
                  case 0 -> new MemberChange.Add(node, operator);
                  case 1 -> new MemberChange.Remove(node);
                  default -> new MemberChange.Replace(node, other);
                })));
  }

  /** If all left, nobody would be there. */
  private static Optional<OperationDraft> leave(FuzzWorld world) {
    Role role = role(world);
    return Optional.of(new OperationDraft(world.late(role), new LeaveChain()));
  }

  /** Mostly only certificates, or soon nobody could order anything. */
  private Optional<OperationDraft> revoke(FuzzWorld world) {
    List<RevocationEntry> entries = new ArrayList<>();
    int count = world.random.nextInt(30) == 0 ? RevokeCertificates.MAX_ENTRIES : number % 3;
    for (int i = 0; i < count; i++) {
      world.values.of(RevocationEntry.class, Map.of()).ifPresent(entries::add);
    }
    List<RevocationEntry> kept = new ArrayList<>();
    for (RevocationEntry each : entries) {
      boolean key = each.keyRevoked() && world.random.nextInt(12) == 0;
      if (kept.stream().noneMatch(it -> it.serial().equals(each.serial()))) {
        kept.add(new RevocationEntry(each.serial(), each.key(), each.reason(), key));
      }
    }
    number++;
    return Optional.of(byCenter(new RevokeCertificates(number, Hash.MAX, kept)));
  }
}
