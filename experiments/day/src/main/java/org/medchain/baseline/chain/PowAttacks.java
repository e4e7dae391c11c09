package org.medchain.baseline.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;

/** Attacks on the chain of proof of work (BASE-4). */
final class PowAttacks {
  private static final double DAY_S = 86_400;
  private static final long DAY_MS = 86_400_000;

  /** A client asks all miners for their best chain with each read. */
  private static final double NOW_S = 0;

  private static final int RACES = 8;

  private final PowRecords chain;
  private final List<RecordEntry> records;
  private final AttackLog log;
  private final RecordEntry first;

  PowAttacks(PowRecords chain, List<RecordEntry> records, AttackLog log) {
    this.chain = chain;
    this.records = List.copyOf(records);
    this.log = log;
    first = this.records.getFirst();
  }

  AttackOutcome carryOut(AttackKind attack) throws IOException, InterruptedException {
    return switch (attack) {
      case DISK_DIES, SITE_DIES, STALE_BACKUP, DELETE -> oneMinerLoses(attack);
      case ALTER -> alter();
      case BACKDATE -> backdate();
      case FALSE_ENTRY -> falseEntry();
      case REWRITE_AUDIT, EDIT_ON_DISK -> edit(false, false);
      case ALTER_ALL_REPLICAS -> edit(false, true);
      case REPLACE_DIGESTS -> edit(true, false);
      case CUT_LOG_TAIL -> cut(false);
      case RESTORE_OLD_BACKUP -> cut(true);
      case AUDIT_OFF -> look();
      case READ_WITHOUT_GRANT -> readUngranted();
      case STOLEN_ADMIN_KEY -> stolenKey();
      case ERASURE -> erase();
      case SPLIT_VIEW_WITHOUT_WITNESS, TWO_HISTORIES -> split(0);
      case SPLIT_VIEW_ONE_WITNESS -> split(1);
      case SPLIT_VIEW_TWO_WITNESSES -> split(2);
      case F_COLLUDE -> race(0.25);
      case F_PLUS_ONE_COLLUDE -> race(0.5);
      case MAJORITY_COLLUDES -> race(0.75);
    };
  }

  private Effect effect() throws IOException, InterruptedException {
    for (RecordEntry each : records) {
      Optional<Bytes> read = chain.read(each.id(), each.patient());
      if (!read.equals(Optional.of(each.content()))) {
        log.line("a record " + (read.isEmpty() ? "is gone" : "reads otherwise"));
        return read.isEmpty() ? Effect.LOST : Effect.ALTERED;
      }
    }
    boolean proved = chain.verify(chain.prove(first.id()));
    log.line("records read as they were put: " + records.size() + ", proved: " + proved);
    return Effect.KEPT;
  }

  /** What the others have makes it whole: their blocks, which it checks, and their files. */
  private AttackOutcome oneMinerLoses(AttackKind attack) throws IOException, InterruptedException {
    int lost = chain.holdings.getFirst().size();
    chain.holdings.getFirst().clear();
    log.line("one miner loses the files of " + lost + " records");
    Effect effect = effect();
    long beganNs = System.nanoTime();
    Optional<String> flaw = PowEvidence.chainFlaw(chain.network.genesis(), chain.host.blocks());
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    log.line(
        "the others' chain is sound for a miner that starts without blocks: " + flaw.isEmpty());
    Notice notice =
        attack == AttackKind.DELETE ? Notice.NOBODY : new Notice("operator", 60, checkMs);
    return new AttackOutcome(
        effect, notice, true, attack == AttackKind.DELETE ? 0 : 1, "three others serve meanwhile");
  }

  private String told(String who, Role role, Operation operation)
      throws IOException, InterruptedException {
    String words =
        org.medchain.contract.engine.Outcome.of(chain.order(who, role, operation).receipt())
            .words();
    log.line(who + ": " + operation.type().name() + ": " + words);
    return words;
  }

  private AttackOutcome alter() throws IOException, InterruptedException {
    UploadRecord again = new UploadRecord(PowRecords.onChain(first));
    String other = told("patient-x", Role.PATIENT, again);
    String same = told(first.patient(), Role.PATIENT, again);
    String center = told("center", Role.REGULATORY_CENTER, again);
    boolean refused = !List.of(other, same, center).contains("ok");
    return new AttackOutcome(
        effect(),
        refused ? new Notice("members", NOW_S, 0) : Notice.NOBODY,
        true,
        0,
        "no operation alters a record; a second is refused");
  }

  private RecordEntry like(String id, long timestampMs, Bytes content) {
    return new RecordEntry(
        id, first.patient(), first.author(), first.type(), id, timestampMs, content);
  }

  private AttackOutcome backdate() throws IOException, InterruptedException {
    RecordEntry old = like("backdated", first.timestampMs() - 365 * DAY_MS, first.content());
    chain.put(old);
    ThirdPartyProof proof = chain.prove(old.id());
    long blockMs = chain.history(old.id()).getFirst().sinceMs();
    boolean late = chain.verify(proof) && blockMs - old.timestampMs() > DAY_MS;
    log.line("the block's time is later than the visit by more than a day: " + late);
    return new AttackOutcome(
        Effect.ADDED,
        late ? new Notice("reader", NOW_S, 0) : Notice.NOBODY,
        late,
        0,
        "a block's time is its miner's word, within two hours");
  }

  private AttackOutcome falseEntry() throws IOException, InterruptedException {
    RecordEntry wrong = like("false", first.timestampMs(), Bytes.utf8("never happened"));
    chain.put(wrong);
    log.line("the false record is proved: " + chain.verify(chain.prove(wrong.id())));
    return new AttackOutcome(
        Effect.ADDED, Notice.NOBODY, false, 0, "nothing compares a record with the visit");
  }

  /** A copy's block is altered, and its header too if told, without the work for it. */
  private AttackOutcome edit(boolean digests, boolean everywhere)
      throws IOException, InterruptedException {
    ThirdPartyProof before = chain.prove(first.id());
    Hash record = PowRecords.onChain(first).id();
    List<Block> blocks = new ArrayList<>(chain.host.blocks());
    long beganNs = System.nanoTime();
    Optional<String> flaw;
    if (digests) {
      Block real =
          blocks.stream().filter(it -> PowEvidence.uploads(it, record)).findFirst().orElseThrow();
      blocks.set((int) real.height() - 1, without(real, record, real.parent(), false));
      flaw = PowEvidence.chainFlaw(chain.network.genesis(), blocks);
    } else {
      String hash = Hash.of(first.content()).toHex();
      String other = Hash.of(Bytes.utf8("other")).toHex();
      Bytes edited = Bytes.fromHex(before.evidence().toHex().replace(hash, other));
      flaw = PowEvidence.flaw(chain.network.genesis(), first, edited);
    }
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    log.line("the edited copy: " + flaw.orElse("is taken"));
    boolean held = chain.verify(before);
    log.line("the proof from before holds: " + held);
    Notice notice = flaw.isPresent() ? new Notice("members", NOW_S, checkMs) : Notice.NOBODY;
    if (everywhere) {
      return new AttackOutcome(
          flaw.isPresent() ? Effect.LOST : Effect.ALTERED,
          notice,
          held,
          0,
          "the altered block counts for nothing; only clients' copies are left");
    }
    return new AttackOutcome(
        effect(), notice, held, 1, "the block needs its transactions and its work");
  }

  /** The same block without the upload, under another parent; searched for if told. */
  private static Block without(Block real, Hash record, Hash parent, boolean mined) {
    List<Transaction> rest =
        real.transactions().stream().filter(each -> !PowEvidence.isUpload(each, record)).toList();
    Block other =
        Block.under(root -> ForkedChain.over(real.header(), parent, root, rest.size()), rest);
    if (!mined) {
      return other;
    }
    Header found =
        new ProofOfWorkSearch(other.header())
            .search(new RandomString(real.height(), 0), Long.MAX_VALUE)
            .orElseThrow();
    return Block.of(found, rest);
  }

  /** The last blocks are taken off, from one copy or from all. */
  private AttackOutcome cut(boolean everywhere) throws IOException, InterruptedException {
    RecordEntry later = like("later", first.timestampMs(), first.content());
    int old = chain.host.blocks().size();
    chain.put(later);
    ThirdPartyProof proof = chain.prove(later.id());
    List<Block> left = chain.host.blocks().subList(0, old);
    Optional<String> flaw = PowEvidence.chainFlaw(chain.network.genesis(), left);
    log.line("the shorter chain by itself: " + flaw.orElse("is sound"));
    long beganNs = System.nanoTime();
    boolean shorter = PowEvidence.blocks(proof.evidence()).size() > left.size();
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    log.line("who has the later proof sees that work is missing: " + shorter);
    Notice notice =
        shorter ? new Notice(everywhere ? "reader" : "members", NOW_S, checkMs) : Notice.NOBODY;
    if (!everywhere) {
      return new AttackOutcome(effect(), notice, true, 0, "a miner takes the most work again");
    }
    boolean gone =
        PowEvidence.flaw(chain.network.genesis(), later, PowEvidence.of(left)).isPresent();
    return new AttackOutcome(
        gone ? Effect.LOST : Effect.KEPT,
        notice,
        chain.verify(proof),
        0,
        "a client's proof outlives the miners' copies");
  }

  /** What a miner sees without an order. */
  private AttackOutcome look() throws IOException {
    boolean opened = chain.open(PowRecords.onChain(first).id(), 1).isPresent();
    log.line("one miner opens the file by itself: " + opened);
    return new AttackOutcome(
        opened ? Effect.DISCLOSED : Effect.KEPT,
        Notice.NOBODY,
        true,
        0,
        "one share of a key opens nothing");
  }

  private AttackOutcome readUngranted() throws IOException, InterruptedException {
    boolean refused = chain.read(first.id(), "doctor-x").isEmpty();
    Hash record = PowRecords.onChain(first).id();
    boolean opened = chain.read(record, "doctor-x", Role.DOCTOR, Purpose.BTG).isPresent();
    log.line("refused for treatment: " + refused + "; given in an emergency: " + opened);
    PublicKey reader = PowNetwork.keys("doctor-x").publicKey();
    long lines =
        chain.host.blocks().stream()
            .flatMap(each -> each.transactions().stream())
            .filter(each -> each.request().sender().equals(reader))
            .count();
    log.line("orders of that reader on the chain: " + lines);
    return new AttackOutcome(
        opened || !refused ? Effect.DISCLOSED : Effect.KEPT,
        lines > 0 ? new Notice("patient", DAY_S, 0) : Notice.NOBODY,
        lines > 0,
        0,
        "refused, unless a doctor breaks the glass; both are logged");
  }

  private AttackOutcome stolenKey() throws IOException, InterruptedException {
    String done =
        told(
            "center",
            Role.REGULATORY_CENTER,
            new ReplaceKey(
                PowNetwork.keys(first.patient()).publicKey(),
                PowNetwork.keys("thief").publicKey()));
    chain.admit("thief");
    String robbed = first.patient();
    Hash record = PowRecords.onChain(first).id();
    boolean opened = chain.read(record, "thief", Role.PATIENT, Purpose.PATRQT).isPresent();
    log.line("the thief reads as the patient: " + opened + " (" + done + ")");
    boolean locked = lockedOut(robbed, record);
    log.line("the patient's own key is refused: " + locked);
    return new AttackOutcome(
        opened ? Effect.DISCLOSED : Effect.KEPT,
        locked ? new Notice("patient", DAY_S, 0) : Notice.NOBODY,
        true,
        1,
        "records stay as they are, but the center can give a patient's account to another key");
  }

  private boolean lockedOut(String patient, Hash record) throws InterruptedException {
    try {
      return chain.read(record, patient, Role.PATIENT, Purpose.PATRQT).isEmpty();
    } catch (IOException e) {
      return true;
    }
  }

  private AttackOutcome erase() throws IOException, InterruptedException {
    Hash record = PowRecords.onChain(first).id();
    chain.holdings.forEach(each -> each.remove(record));
    boolean gone = chain.read(first.id(), first.patient()).isEmpty();
    boolean entry = chain.host.blocks().stream().anyMatch(it -> PowEvidence.uploads(it, record));
    log.line("no miner has the file: " + gone + "; its entry is on the chain: " + entry);
    return new AttackOutcome(
        gone ? Effect.ERASED : Effect.KEPT,
        Notice.NOBODY,
        true,
        1,
        "left: the entry on each miner's chain, and backups");
  }

  /** One party gets a branch without the record, with all the work that its height needs. */
  private AttackOutcome split(int witnesses) throws IOException, InterruptedException {
    Hash record = PowRecords.onChain(first).id();
    List<Block> real = chain.host.blocks();
    List<Block> branch = new ArrayList<>();
    Hash parent = chain.network.genesis().chain();
    for (Block each : real.subList(0, real.size() - 1)) {
      Block next = without(each, record, parent, true);
      branch.add(next);
      parent = next.hash();
    }
    Optional<String> flaw = PowEvidence.chainFlaw(chain.network.genesis(), branch);
    log.line("a branch with work and without the record: " + flaw.orElse("is sound by itself"));
    long beganNs = System.nanoTime();
    boolean longer = real.size() > branch.size();
    double checkMs = (System.nanoTime() - beganNs) / 1e6;
    log.line("the honest chain has more work: " + longer);
    if (witnesses > 0 && longer) {
      return new AttackOutcome(
          effect(),
          new Notice("reader", NOW_S, checkMs),
          true,
          0,
          "who asks one honest miner takes the chain with more work");
    }
    return new AttackOutcome(
        flaw.isEmpty() ? Effect.DIVIDED : Effect.KEPT,
        longer ? new Notice("reader", DAY_S, checkMs) : Notice.NOBODY,
        false,
        0,
        "two branches with work name no culprit; the longer one counts when they meet");
  }

  private AttackOutcome race(double share) {
    RecordEntry put = like("raced", first.timestampMs(), Bytes.utf8("first"));
    RecordEntry mine = racer(put);
    RecordEntry other = racer(like("other", first.timestampMs(), Bytes.utf8("second")));
    int reversed = 0;
    for (int seed = 1; seed <= RACES; seed++) {
      reversed += PowRace.run(chain.network, mine, other, share, seed).reversed() ? 1 : 0;
    }
    log.line(
        "with "
            + Math.round(100 * share)
            + " % of the hash power "
            + reversed
            + " of "
            + RACES
            + " records with "
            + PowNetwork.CONFIRMATIONS
            + " confirmations are replaced");
    boolean won = reversed > 0;
    return new AttackOutcome(
        won ? Effect.ALTERED : Effect.KEPT,
        won ? new Notice("reader", DAY_S, 0) : Notice.NOBODY,
        !won,
        0,
        reversed + " of " + RACES + " replaced; who kept the old head sees it");
  }

  private static RecordEntry racer(RecordEntry like) {
    return new RecordEntry(
        like.id(),
        "racer",
        like.author(),
        like.type(),
        like.description(),
        like.timestampMs(),
        like.content());
  }
}
