package org.medchain.data;

import java.util.List;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.RecordTexts;

/** DATA-1, DATA-2: the properties of the encoding, for every type of this layer. */
class DataCodecsTest extends CodecProperties {
  @Override
  protected List<Codec<?>> codecs() {
    return List.of(
        new Codec<>(PublicKey.class, DataArbitraries.publicKeys(), PublicKey::decode),
        new Codec<>(Signature.class, DataArbitraries.signatures(), Signature::decode),
        new Codec<>(RequestId.class, DataArbitraries.requestIds(), RequestId::decode),
        new Codec<>(Transaction.class, DataArbitraries.transactions(), Transaction::decode),
        new Codec<>(Receipt.class, DataArbitraries.receipts(), Receipt::decode),
        new Codec<>(Difficulty.class, DataArbitraries.difficulties(), Difficulty::decode),
        new Codec<>(RandomString.class, DataArbitraries.randomStrings(), RandomString::decode),
        new Codec<>(Header.class, DataArbitraries.headers(), Header::decode),
        new Codec<>(Block.class, DataArbitraries.blocks(), Block::decode),
        new Codec<>(
            StoredBlock.class, DataArbitraries.blocks().map(StoredBlock::new), StoredBlock::decode),
        new Codec<>(MedicalRecord.class, DataArbitraries.records(), MedicalRecord::decode),
        new Codec<>(
            MedicalRecord.MetadataBlock.class,
            DataArbitraries.records().map(MedicalRecord::metadata),
            MedicalRecord.MetadataBlock::decode),
        new Codec<>(
            MedicalRecord.DigestBlock.class,
            DataArbitraries.records().map(MedicalRecord::digest),
            MedicalRecord.DigestBlock::decode),
        new Codec<>(OpenedText.class, DataArbitraries.openedTexts(), OpenedText::decode),
        new Codec<>(RecordTexts.class, DataArbitraries.recordTexts(), RecordTexts::decode),
        new Codec<>(
            InclusionProof.class, DataArbitraries.inclusionProofs(), InclusionProof::decode),
        new Codec<>(StateProof.class, DataArbitraries.stateProofs(), StateProof::decode),
        new Codec<>(StateTree.class, DataArbitraries.stateTrees(), StateTree::decode));
  }

  @Override
  protected String layer() {
    return "org.medchain.data";
  }
}
