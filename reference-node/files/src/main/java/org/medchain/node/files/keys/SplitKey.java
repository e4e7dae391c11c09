package org.medchain.node.files.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.threshold.SecretShare;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.node.files.sealing.CorruptFileException;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.RefusedException;

/**
 * A file's key in shares (Shamir 1979; PRIV-3): fewer than the threshold say nothing of it. The
 * shared secret is a fresh one that encrypts key and record, so that a deposit that is made again
 * has nothing in common with the one before.
 *
 * @param deposit for every node
 * @param shares one a node
 */
public record SplitKey(KeyDeposit deposit, List<KeyShare> shares) {
  private static final int SEGMENT = 1 << 13;

  public SplitKey {
    shares = List.copyOf(shares);
  }

  /**
   * The content that enough shares open.
   *
   * @param record as its owner uploaded it; its id is the deposit's
   * @param key of its file
   * @param texts its texts, if its metadata are sealed (PRIV-6)
   */
  public record OpenedDeposit(MedicalRecord record, FileKey key, Optional<RecordTexts> texts)
      implements Encodable {
    /** Refuses texts of another record. */
    public OpenedDeposit {
      Argument.refuseIf(
          !texts.map(each -> each.open(record)).orElse(true),
          "the texts are not those that the record commits to");
    }

    /** Of a record in clear. */
    public OpenedDeposit(MedicalRecord record, FileKey key) {
      this(record, key, Optional.empty());
    }

    static OpenedDeposit decode(Decoder in) {
      FileKey key = new FileKey(in.raw(FileKey.SIZE));
      MedicalRecord record = Codec.of(MedicalRecord.class).decode(in);
      return new OpenedDeposit(
          record,
          key,
          in.remaining() > 0
              ? Optional.of(Codec.of(RecordTexts.class).decode(in))
              : Optional.empty());
    }

    @Override
    public void encode(Encoder out) {
      out.raw(key.value()).value(record);
      texts.ifPresent(out::value);
    }

    /** In words: the record's own text, or the text that it commits to. */
    public String description() {
      return texts.map(each -> each.description().text()).orElse(record.digest().description());
    }

    /** The same of its type. */
    public String type() {
      return texts.map(each -> each.type().text()).orElse(record.digest().type());
    }
  }

  /**
   * Splits a file's key.
   *
   * @param opens the content that the shares open
   * @param threshold how many shares open it
   * @param count how many shares there are
   */
  public static SplitKey of(
      OpenedDeposit opens, KeyPair owner, int threshold, int count, SecureRandom random)
      throws IOException {
    ShamirSplitSecret secret = splitter(random).split(threshold, count);
    List<KeyShare> shares = new ArrayList<>();
    for (SecretShare share : secret.getSecretShares()) {
      shares.add(new KeyShare(shares.size(), Bytes.of(share.getEncoded())));
    }
    byte[] content = opens.encoded().toArray();
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    FileCipher.seal(
        new ByteArrayInputStream(content),
        new FileKey(Bytes.of(secret.getSecret())),
        SEGMENT,
        random,
        sealed);
    KeyDeposit deposit =
        KeyDeposit.sign(
            owner,
            opens.record().id(),
            threshold,
            shares.stream().map(KeyShare::commitment).toList(),
            Bytes.of(sealed.toByteArray()));
    return new SplitKey(deposit, shares);
  }

  /** Whether a key signs, or signed, for the participant to whom another key belongs (CON-32). */
  @FunctionalInterface
  public interface KeyLink {
    /** No key was ever replaced. */
    KeyLink SAME = PublicKey::equals;

    /**
     * Looks it up.
     *
     * @throws RefusedException if it cannot be known now
     */
    boolean areOfOne(PublicKey signer, PublicKey patient) throws RefusedException;
  }

  /**
   * Opens a deposit.
   *
   * @param shares of it, each another one
   * @param link tells whether its signer is the patient that the record names
   * @throws RefusedException if they are too few, or the owner sealed something else
   */
  public static OpenedDeposit open(KeyDeposit deposit, List<KeyShare> shares, KeyLink link)
      throws IOException, RefusedException {
    if (shares.size() < deposit.threshold()) {
      throw new RefusedException(
          shares.size()
              + " nodes released their share of the key, "
              + deposit.threshold()
              + " are needed");
    }
    byte[] secret =
        ShamirSplitSecret.getInstance(
                ShamirSecretSplitter.Algorithm.AES,
                shares.subList(0, deposit.threshold()).stream()
                    .map(
                        share ->
                            new ShamirSplitSecretShare(share.value().toArray(), share.number() + 1))
                    .toArray(ShamirSplitSecretShare[]::new))
            .getSecret();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      FileCipher.open(
          new ByteArrayInputStream(deposit.sealed().toArray()),
          new FileKey(Bytes.of(secret)),
          content);
      OpenedDeposit opened = Decoder.decode(Bytes.of(content.toByteArray()), OpenedDeposit::decode);
      // The id binds the whole record, and the record names its owner.
      if (opened.record().id().equals(deposit.record())
          && link.areOfOne(deposit.owner(), opened.record().patient())) {
        return opened;
      }
    } catch (CorruptFileException | MalformedInput e) {
      throw new RefusedException("the deposit does not open: " + e.getMessage());
    }
    throw new RefusedException("the deposit belongs to another record, or is not by its owner");
  }

  private static ShamirSecretSplitter splitter(SecureRandom random) {
    return ShamirSecretSplitter.getInstance(
        ShamirSecretSplitter.Algorithm.AES, KeyShare.SIZE, random);
  }
}
