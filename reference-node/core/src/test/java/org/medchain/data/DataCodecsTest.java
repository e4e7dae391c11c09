package org.medchain.data;

import java.util.List;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.data.state.StateProof;
import org.medchain.data.state.StateTree;

/** DATA-1, DATA-2: the properties of the encoding, for every type of this layer. */
class DataCodecsTest extends CodecProperties {
  @Override
  protected List<CodecCase<?>> codecs() {
    return List.of(
        new CodecCase<>(PublicKey.class, DataArbitraries.publicKeys(), PublicKey::decode),
        new CodecCase<>(Signature.class, DataArbitraries.signatures(), Signature::decode),
        new CodecCase<>(RequestId.class, DataArbitraries.requestIds(), RequestId.CODEC::decode),
        new CodecCase<>(Transaction.class, DataArbitraries.transactions(), Transaction::decode),
        new CodecCase<>(Receipt.class, DataArbitraries.receipts(), Receipt.CODEC::decode),
        new CodecCase<>(
            Difficulty.class, DataArbitraries.difficulties(), Codec.of(Difficulty.class)::decode),
        new CodecCase<>(
            RandomString.class,
            DataArbitraries.randomStrings(),
            Codec.of(RandomString.class)::decode),
        new CodecCase<>(Header.class, DataArbitraries.headers(), Header.CODEC::decode),
        new CodecCase<>(Block.class, DataArbitraries.blocks(), Block::decode),
        new CodecCase<>(
            StoredBlock.class, DataArbitraries.blocks().map(StoredBlock::new), StoredBlock::decode),
        new CodecCase<>(
            MedicalRecord.class, DataArbitraries.records(), Codec.of(MedicalRecord.class)::decode),
        new CodecCase<>(
            MedicalRecord.MetadataBlock.class,
            DataArbitraries.records().map(MedicalRecord::metadata),
            Codec.of(MedicalRecord.MetadataBlock.class)::decode),
        new CodecCase<>(
            MedicalRecord.DigestBlock.class,
            DataArbitraries.records().map(MedicalRecord::digest),
            Codec.of(MedicalRecord.DigestBlock.class)::decode),
        new CodecCase<>(OpenedText.class, DataArbitraries.openedTexts(), OpenedText.CODEC::decode),
        new CodecCase<>(
            RecordTexts.class, DataArbitraries.recordTexts(), Codec.of(RecordTexts.class)::decode),
        new CodecCase<>(
            InclusionProof.class,
            DataArbitraries.inclusionProofs(),
            Codec.of(InclusionProof.class)::decode),
        new CodecCase<>(
            StateProof.class, DataArbitraries.stateProofs(), Codec.of(StateProof.class)::decode),
        new CodecCase<>(StateTree.class, DataArbitraries.stateTrees(), StateTree::decode));
  }

  @Override
  protected String layer() {
    return "org.medchain.data";
  }
}
