package org.medchain.baseline.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.application.RecordVerifier;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.chain.ChainRecords.KeptVersion;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MedicalRecord;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;

/** Attacks on the chain of proof of work (BASE-4). */
final class PowAttacks extends ChainAttacks {
  private static final int RACES = 8;

  private final PowRecords chain;

  PowAttacks(PowRecords chain, List<RecordEntry> records, AttackLog log) {
    super(chain, records, log);
    this.chain = chain;
  }

  @Override
  AttackOutcome other(AttackKind attack) throws Exception {
    return switch (attack) {
      case DISK_DIES, SITE_DIES, STALE_BACKUP -> minerLoses("disk-dies", true);
      case DELETE -> minerLoses("delete", false);
      case REWRITE_AUDIT, EDIT_ON_DISK, ALTER_ALL_REPLICAS, REPLACE_DIGESTS -> edit(attack);
      case CUT_LOG_TAIL, RESTORE_OLD_BACKUP -> cut(attack);
      case AUDIT_OFF -> look();
      case SPLIT_VIEW_WITHOUT_WITNESS, TWO_HISTORIES -> split(false);
      case SPLIT_VIEW_ONE_WITNESS, SPLIT_VIEW_TWO_WITNESSES -> split(true);
      case F_COLLUDE -> race(0.25);
      case F_PLUS_ONE_COLLUDE -> race(0.5);
      case MAJORITY_COLLUDES -> race(0.75);
      default -> throw new IllegalArgumentException(attack.key());
    };
  }

  @Override
  long accesses(KeptVersion version) {
    return chain.host.blocks().stream()
        .flatMap(each -> each.transactions().stream())
        .map(MedicalModules::operation)
        .filter(each -> each instanceof ReadRecord read && read.record().equals(version.id()))
        .count();
  }

  @Override
  void rob(String patient, String thief) throws Exception {
    PublicKey key = chain.network.keys(thief).publicKey();
    ReplaceKey order = new ReplaceKey(chain.key(patient, Role.PATIENT), key);
    chain.require("center", Role.REGULATORY_CENTER, order);
    chain.number(thief).set(1);
  }

  @Override
  void erase(KeptVersion version) {
    var unused = chain.held.remove(version.id());
  }

  @Override
  boolean keeps(KeptVersion version) throws Exception {
    return chain.block(version).height() > 0;
  }

  /** What the others have makes it whole: their blocks, which it checks, and their files. */
  private AttackOutcome minerLoses(String check, boolean seen) throws Exception {
    chain.held.values().forEach(each -> each.remove(0));
    log.line("one miner loses its files");
    Effect effect = effect(records);
    boolean sound = check("the others' chain is sound", () -> chain.isChain(chain.host.blocks()));
    return outcome(check, effect, sound && seen, isProved());
  }

  /** A copy's block is altered, and its header too if told, without the work for it. */
  private AttackOutcome edit(AttackKind attack) throws Exception {
    ThirdPartyProof before = chain.prove(first.id());
    KeptVersion version = chain.newest(first.id());
    List<Block> blocks = new ArrayList<>(chain.host.blocks());
    Block real = chain.block(version);
    blocks.set((int) real.height() - 1, without(real, version, real.parent()));
    Bytes file = version.opened().record().metadata().hash().toBytes();
    Bytes edited = BlockEdit.replaced(before.evidence(), file, BlockEdit.flipped(file));
    ThirdPartyProof after = new ThirdPartyProof(first, edited);
    boolean header = attack == AttackKind.REPLACE_DIGESTS;
    boolean noticed =
        check(
            "the edited copy is refused",
            () -> header ? !chain.isChain(blocks) : !chain.verify(after));
    boolean held = chain.verify(before);
    log.line("the proof from before holds: " + held);
    return attack == AttackKind.ALTER_ALL_REPLICAS
        ? outcome(attack.key(), noticed ? Effect.LOST : Effect.ALTERED, noticed, held)
        : outcome("edit", effect(records), noticed, held);
  }

  /** The same block without the upload, under another parent. */
  private static Block without(Block real, KeptVersion version, Hash parent) {
    Optional<MedicalRecord> left = Optional.of(version.opened().record());
    List<Transaction> rest =
        real.transactions().stream()
            .filter(each -> !RecordVerifier.record(each).equals(left))
            .toList();
    return Block.under(root -> BlockEdit.over(real.header(), parent, root, rest.size()), rest);
  }

  /** The last blocks are taken off, from one copy or from all. */
  private AttackOutcome cut(AttackKind attack) throws Exception {
    RecordEntry later = like(first, "later", first.timestampMs(), first.content());
    List<Block> left = chain.host.blocks();
    chain.put(later);
    ThirdPartyProof proof = chain.prove("later");
    log.line("the shorter chain is sound by itself: " + chain.isChain(left));
    RecordEvidence evidence = RecordEvidence.CODEC.decoded(proof.evidence());
    Bytes shorter = new Encoder().list(left).toBytes();
    boolean seen = check("work is missing then", () -> evidence.proof().size() > shorter.size());
    if (attack == AttackKind.CUT_LOG_TAIL) {
      return outcome(attack.key(), effect(records), seen, chain.verify(proof));
    }
    RecordEvidence cut =
        new RecordEvidence(shorter, evidence.key(), evidence.texts(), evidence.sealed());
    boolean gone = !chain.verify(new ThirdPartyProof(later, cut.encoded()));
    return outcome(attack.key(), gone ? Effect.LOST : Effect.KEPT, seen, chain.verify(proof));
  }

  /** What a miner sees without an order. */
  private AttackOutcome look() throws Exception {
    boolean opened = chain.open(chain.newest(first.id()), 1).isPresent();
    log.line("one miner opens the file by itself: " + opened);
    return outcome("audit-off", opened ? Effect.DISCLOSED : Effect.KEPT, false, isProved());
  }

  /** One party gets a branch without the record, with all the work that its height needs. */
  private AttackOutcome split(boolean witnessed) throws Exception {
    KeptVersion version = chain.newest(first.id());
    List<Block> real = chain.host.blocks();
    List<Block> branch = new ArrayList<>();
    Hash parent = chain.genesis.chain();
    for (Block each : real.subList(0, real.size() - 1)) {
      Block next = without(each, version, parent);
      ProofOfWorkSearch search = new ProofOfWorkSearch(next.header());
      Header found =
          search.search(new RandomString(each.height(), 0), Long.MAX_VALUE).orElseThrow();
      branch.add(Block.of(found, next.transactions()));
      parent = found.hash();
    }
    boolean sound = chain.isChain(branch);
    log.line("a branch with work and without the record is sound by itself: " + sound);
    boolean longer = check("the honest chain has more work", () -> real.size() > branch.size());
    return witnessed && longer
        ? outcome("split-seen", effect(records), longer, isProved())
        : outcome("split", sound ? Effect.DIVIDED : Effect.KEPT, longer, !sound);
  }

  private AttackOutcome race(double share) {
    long reversed = chain.network.reversed(share, RACES);
    log.line("with " + share + " of the hash power " + reversed + " records are replaced");
    boolean won = reversed > 0;
    return outcome("race", won ? Effect.ALTERED : Effect.KEPT, won, !won, reversed, RACES);
  }
}
