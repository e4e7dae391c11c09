package org.medchain.data;

import java.util.Locale;
import java.util.Objects;

/**
 * A signed order of a patient or an institution (paper §3.2.1, §4; DATA-7): the unit that consensus
 * orders, the contract layer executes and a leaf of the Merkle tree. The signature is at the same
 * time the authentication of the client's request.
 *
 * <p>The data layer knows the kind of an operation only as a number: the contract layer knows the
 * meaning of the body.
 *
 * <p>A class, not a record, because its name, which MACs, indexes and proofs use, is computed once.
 */
public final class Transaction implements Encodable {
  /** The {@link Attestation} domain of a request. */
  public static final String DOMAIN = "transaction";

  /** From this kind on the body means something only to its sender. */
  public static final int FIRST_OPAQUE_KIND = 128;

  /** The least encoded size in bytes. */
  public static final int MIN_SIZE = RequestId.CODEC.minSize() + 1 + 1 + Signature.SIZE;

  /** The encoding that {@link #encode} writes. */
  public static final Codec<Transaction> CODEC =
      Codec.of(MIN_SIZE, Transaction::expectedSize, Encoder::value, Transaction::decode);

  private final RequestId request;
  private final int kind;
  private final Bytes body;
  private final Signature signature;

  /** Computed on first use, and always the same: threads need no synchronisation for it. */
  private Hash id;

  /**
   * A transaction as it came.
   *
   * @param request the client and the number of the request, from 1
   * @param kind the operation's code, 0–255
   * @param body the operation's canonical encoding
   * @param signature by the request's sender over everything else
   */
  public Transaction(RequestId request, int kind, Bytes body, Signature signature) {
    Argument.refuseIf(kind < 0 || kind > 255, "a transaction's kind is 0–255, not %s", kind);
    Argument.refuseIf(request.sequence() < 1, "requests count from 1, not %s", request.sequence());
    this.request = request;
    this.kind = kind;
    this.body = body;
    this.signature = signature;
  }

  /** Makes and signs a transaction for {@code chain}. */
  public static Transaction signed(
      SignatureScheme scheme, Hash chain, KeyPair keys, long sequence, int kind, Bytes body) {
    Transaction unsigned = unsigned(new RequestId(keys.publicKey(), sequence), kind, body);
    Bytes signing = Attestation.signingBytes(DOMAIN, chain, keys.publicKey(), unsigned.content());
    Signature signature = scheme.sign(keys.secretKey(), signing);
    return new Transaction(unsigned.request, kind, body, signature);
  }

  /** The content up to the body. */
  private Bytes head() {
    return new Encoder(contentSize() - body.size())
        .value(request)
        .uint8(kind)
        .count(body.size())
        .toBytes();
  }

  /** A transaction that its sender vouches for only by message authentication codes. */
  public static Transaction unsigned(RequestId request, int kind, Bytes body) {
    return new Transaction(request, kind, body, Signature.NONE);
  }

  /** The client and the number of the request. */
  public RequestId request() {
    return request;
  }

  /** The operation's code, 0–255. */
  public int kind() {
    return kind;
  }

  /** The operation's canonical encoding. */
  public Bytes body() {
    return body;
  }

  /** By the request's sender over everything else. */
  public Signature signature() {
    return signature;
  }

  /** Whether there is a signature to be checked. */
  public boolean isSigned() {
    return !signature.equals(Signature.NONE);
  }

  /**
   * Whether the body is opaque: it is ordered, and only uses its number. Only such an operation may
   * ever do without a signature, since nothing rests on it (PBFT-26).
   */
  public boolean isOpaque() {
    return kind >= FIRST_OPAQUE_KIND;
  }

  /** The signed content besides domain, chain and signer. */
  public Bytes content() {
    Encoder out = new Encoder(contentSize());
    encodeContent(out);
    return out.toBytes();
  }

  /** Length in bytes of {@link #content}. */
  public int contentSize() {
    return RequestId.CODEC.minSize() + 1 + Encoder.sizeOf(body);
  }

  /** Appends {@link #content}. */
  public void encodeContent(Encoder out) {
    out.value(request).uint8(kind).bytes(body);
  }

  /** The sender's statement, to be checked. */
  public Attestation attestation() {
    return new Attestation(DOMAIN, request.sender(), content(), signature);
  }

  /** Reads what {@link #encode} wrote. */
  public static Transaction decode(Decoder in) {
    return new Transaction(
        RequestId.CODEC.decode(in), in.uint8(), in.bytes(), Signature.decode(in));
  }

  /** Reads only the content, for a signature that came beside it. */
  public static Transaction decodeContent(Decoder in, Signature signature) {
    return new Transaction(RequestId.CODEC.decode(in), in.uint8(), in.bytes(), signature);
  }

  @Override
  public void encode(Encoder out) {
    encodeContent(out);
    out.value(signature);
  }

  @Override
  public int expectedSize() {
    return contentSize() + Signature.SIZE;
  }

  /** The name of the transaction: the hash of its content, independent of the signature's form. */
  public Hash id() {
    Hash known = id;
    if (known == null) {
      known = Hash.of(head(), body);
      id = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof Transaction that
            && request.equals(that.request)
            && kind == that.kind
            && body.equals(that.body)
            && signature.equals(that.signature));
  }

  @Override
  public int hashCode() {
    return Objects.hash(request, kind, body, signature);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Transaction[request=%s, kind=%s, body=%s, signature=%s]",
        request,
        kind,
        body,
        signature);
  }
}
