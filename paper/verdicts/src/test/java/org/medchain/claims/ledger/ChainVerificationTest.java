package org.medchain.claims.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.claims.ledger.ChainVerification.ChainFlaw;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Difficulty;
import org.medchain.data.EncodingMutation;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.InclusionProof;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleProver;
import org.medchain.data.PublicKey;
import org.medchain.data.SampleChains;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;

/** DATA-15, DATA-18: what is wrong with a stored chain is found and blamed on the right block. */
class ChainVerificationTest {
  private static final List<Block> SOUND = SampleChains.sound();
  private static final Hash GENESIS = SOUND.get(0).hash();
  private static final Hash HEAD = SOUND.get(3).hash();

  private static Optional<ChainFlaw> check(List<Bytes> stored, Hash head) {
    return new ChainVerification(new Remembering(), GENESIS).firstFlaw(stored, head);
  }

  private static Optional<ChainFlaw> check(List<Block> blocks) {
    return check(SampleChains.stored(blocks), blocks.get(blocks.size() - 1).hash());
  }

  private static void blames(Optional<ChainFlaw> flaw, int height, String reason) {
    assertThat(flaw).isPresent();
    assertThat(flaw.orElseThrow().height()).isEqualTo(height);
    assertThat(flaw.orElseThrow().reason()).contains(reason);
  }

  /** The sound chain up to a height, then a block over it that keeps to no rule. */
  private static List<Block> endingWith(Header header, Transaction... transactions) {
    List<Block> blocks = new ArrayList<>(SOUND.subList(0, (int) header.height()));
    blocks.add(DataArbitraries.block(header, List.of(transactions)));
    return blocks;
  }

  /** Real signatures, each checked once: thousands of chains below share nearly all of theirs. */
  private record Remembering() implements SignatureScheme {
    private static final Map<List<Object>, Boolean> KNOWN = new HashMap<>();

    @Override
    public KeyPair keyPair(Bytes seed) {
      return SampleChains.SCHEME.keyPair(seed);
    }

    @Override
    public Signature sign(SecretKey key, Bytes message) {
      return SampleChains.SCHEME.sign(key, message);
    }

    @Override
    public boolean verify(PublicKey key, Bytes message, Signature signature) {
      return KNOWN.computeIfAbsent(
          List.of(key, message, signature),
          unknown -> SampleChains.SCHEME.verify(key, message, signature));
    }
  }

  /** Every bit of every stored block, and the block that it was in is the one that is blamed. */
  @Example
  void everyBitIsDetectedAndLocated() {
    List<Bytes> stored = SampleChains.stored(SOUND);
    for (int height = 0; height < stored.size(); height++) {
      byte[] block = stored.get(height).toArray();
      for (int bit = 0; bit < block.length * 8; bit++) {
        List<Bytes> changed = new ArrayList<>(stored);
        changed.set(height, Bytes.of(EncodingMutation.flip(block, bit)));
        Optional<ChainFlaw> flaw = check(changed, HEAD);
        assertThat(flaw.map(ChainFlaw::height)).as("bit %d", bit).contains((long) height);
      }
    }
  }

  @Example
  void anotherHeadOrGenesisIsNoticed() {
    blames(check(SampleChains.stored(SOUND), GENESIS), 3, "recorded as the head");
    blames(
        new ChainVerification(SampleChains.SCHEME, Hash.MAX)
            .firstFlaw(SampleChains.stored(SOUND.subList(0, 1)), GENESIS),
        0,
        "genesis hash");
    blames(check(List.of(), HEAD), 0, "no genesis");
  }

  @Example
  void missingAndExchangedBlocksAreNoticed() {
    List<Bytes> stored = SampleChains.stored(SOUND);
    blames(check(List.of(stored.get(0), stored.get(1), stored.get(3)), HEAD), 1, "its child names");
    blames(
        check(List.of(stored.get(0), stored.get(2), stored.get(1), stored.get(3)), HEAD),
        2,
        "its child names");
    blames(check(stored.subList(0, 3), HEAD), 2, "recorded as the head");
  }

  /** These chains are linked correctly, so that only the rule itself can find the flaw. */
  @Example
  void theRulesBetweenParentAndChild() {
    Header three = SampleChains.header(3, SOUND.get(2).hash(), Difficulty.NONE);
    assertThat(check(endingWith(three))).isEmpty();
    Header early = HeaderFields.of(three).timeMs(1999).made();
    blames(check(endingWith(early)), 3, "timestamp");
    Header unsearched =
        SampleChains.header(3, three.previous(), Difficulty.ofCoefficient(Long.MAX_VALUE));
    blames(check(endingWith(unsearched)), 3, "not under the target");
    List<Block> skipped = new ArrayList<>(SOUND);
    skipped.set(
        3, Block.of(SampleChains.header(4, SOUND.get(2).hash(), Difficulty.NONE), List.of()));
    blames(check(skipped), 3, "says height 4");
  }

  /** What a client does that has no blocks: headers first, then a proof against one of them. */
  @Example
  void headersAloneProveATransaction() {
    ChainVerification verification = new ChainVerification(SampleChains.SCHEME, GENESIS);
    List<Header> headers = SOUND.stream().map(Block::header).toList();
    assertThat(verification.firstFlawOfHeaders(headers, HEAD)).isEmpty();
    List<Transaction> transactions = SOUND.get(1).transactions();
    InclusionProof proof = MerkleProver.over(transactions).proof(0);
    assertThat(proof.proves(transactions.get(0), headers.get(1))).isTrue();
    assertThat(proof.proves(transactions.get(1), headers.get(1))).isFalse();
    List<Header> forged = new ArrayList<>(headers);
    forged.set(1, SampleChains.header(1, GENESIS, Difficulty.NONE));
    blames(verification.firstFlawOfHeaders(forged, HEAD), 1, "its child names");
  }

  /** A timestamp may equal the parent's: a fast chain makes several blocks a millisecond. */
  @Example
  void equalTimestampsAreAllowed() {
    Header same =
        HeaderFields.of(SampleChains.header(3, SOUND.get(2).hash(), Difficulty.NONE))
            .timeMs(2000)
            .made();
    assertThat(check(endingWith(same))).isEmpty();
  }

  /** DATA-4: in a chain that is otherwise sound, for its own head. */
  @Example
  void signaturesAreChecked() {
    Header three = SampleChains.header(3, SOUND.get(2).hash(), Difficulty.NONE);
    Transaction good = SampleChains.upload(GENESIS, 1, 2);
    assertThat(check(endingWith(three, good))).isEmpty();
    Transaction foreign = SampleChains.upload(Hash.MAX, 1, 2);
    blames(check(endingWith(three, good, foreign)), 3, "transaction 1");
    Transaction borrowed =
        new Transaction(
            SampleChains.upload(GENESIS, 2, 2).request(),
            good.kind(),
            good.body(),
            good.signature());
    blames(check(endingWith(three, borrowed)), 3, "transaction 0");
  }
}
