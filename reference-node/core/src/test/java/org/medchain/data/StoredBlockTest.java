package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertMalformed;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** DATA-14: Bitcoin's block layout as the stored form. */
class StoredBlockTest {
  private static Bytes concatenated(List<Bytes> pieces) {
    Encoder out = new Encoder();
    pieces.forEach(out::raw);
    return out.toBytes();
  }

  @Provide
  Arbitrary<List<Block>> blocks() {
    return DataArbitraries.blocks().list().ofMaxSize(5);
  }

  /** Each field where Bitcoin has it. */
  @Example
  void layout() {
    Block block = SampleChains.sound().get(1);
    Bytes first = block.transactions().get(0).encoded();
    Bytes second = block.transactions().get(1).encoded();
    int size = Header.SIZE + 1 + first.size() + second.size();
    Bytes expected =
        new Encoder()
            .raw(Bytes.fromHex("faedc4f5"))
            .uint8(size & 0xFF)
            .uint8(size >>> 8)
            .uint8(0)
            .uint8(0)
            .value(block.header())
            .uint8(2)
            .raw(first)
            .raw(second)
            .toBytes();
    assertThat(new StoredBlock(block).encoded()).isEqualTo(expected);
    assertThat(new StoredBlock(SampleChains.genesis()).encoded().size())
        .isEqualTo(StoredBlock.MIN_SIZE);
  }

  @Property(seed = "40", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aFileGivesBackItsBlocks(@ForAll("blocks") List<Block> blocks) {
    assertThat(StoredBlock.decodeAll(concatenated(SampleChains.stored(blocks)))).isEqualTo(blocks);
  }

  @Example
  void theErrorNamesTheBlockAndThePlace() {
    List<Bytes> stored = SampleChains.stored(SampleChains.sound());
    byte[] file = concatenated(stored).toArray();
    int third = stored.get(0).size() + stored.get(1).size();
    for (int bit = 0; bit < 8 * 8; bit++) {
      Bytes changed = Bytes.of(EncodingMutation.flip(file, third * 8 + bit));
      assertMalformed(() -> StoredBlock.decodeAll(changed))
          .hasMessageStartingWith("block 2 at byte " + third + ": ");
    }
  }

  @Example
  void aTornFileIsRefused() {
    Bytes file = concatenated(SampleChains.stored(SampleChains.sound()));
    int last = file.size() - SampleChains.stored(SampleChains.sound()).get(3).size();
    for (int size = last + 1; size < file.size(); size++) {
      Bytes torn = Bytes.of(Arrays.copyOf(file.toArray(), size));
      assertMalformed(() -> StoredBlock.decodeAll(torn))
          .hasMessageStartingWith("block 3 at byte " + last + ": ");
    }
  }

  /** A size that hides bytes behind the block, or takes some of the next, is refused. */
  @Example
  void theSizeIsExact() {
    Block block = SampleChains.genesis();
    Bytes content = block.encoded();
    for (int wrong : new int[] {-1, 1}) {
      Bytes bytes =
          new Encoder()
              .int32(StoredBlock.MAGIC)
              .int32(content.size() + wrong)
              .raw(content)
              .uint8(0)
              .toBytes();
      assertMalformed(() -> Decoder.decode(bytes, StoredBlock::decode))
          .hasMessageContaining("size field");
    }
  }

  @Example
  void aBlockIsItsHeaderAndItsTransactions() {
    Block one = SampleChains.sound().get(1);
    Block again = Block.of(one.header(), one.transactions());
    assertThat(one).isEqualTo(again).hasSameHashCodeAs(again).isNotEqualTo(SampleChains.genesis());
    assertThat(one.hashCode()).isNotEqualTo(SampleChains.genesis().hashCode());
    assertThat(one.height()).isEqualTo(1);
    assertThat(one.parent()).isEqualTo(SampleChains.genesis().hash());
    assertThat(one.hash()).isEqualTo(one.header().hash());
  }

  @Example
  void aBlockMustFitItsHeader() {
    Block one = SampleChains.sound().get(1);
    List<Transaction> turned = List.of(one.transactions().get(1), one.transactions().get(0));
    assertThatThrownBy(() -> Block.of(one.header(), turned)).hasMessageContaining("Merkle root");
    assertThatThrownBy(() -> Block.of(one.header(), turned.subList(0, 1)))
        .hasMessageContaining("counts 2");
  }
}
