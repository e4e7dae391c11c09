package org.medchain.consensus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;

/**
 * The per-client table (Castro and Liskov 1999, §4.1: last timestamp and last reply), widened so
 * that a client may have several requests in flight (CONS-9): for each client the requests
 * executed, down to {@link #WINDOW} under the highest; anything older counts as executed long ago.
 *
 * <p>It has a row for each registered key, from its registration on, and for no other (CONS-14):
 * requests of unregistered keys leave nothing here. Where everybody may order, each sender gets a
 * row with its first request.
 */
public final class ClientTable implements Encodable {
  /** How far back, in sequence numbers, a client's requests are distinguished. */
  public static final int WINDOW = 1024;

  private static final Codec<List<ClientRow>> ROWS = ClientRow.CODEC.list();

  /**
   * How a request ended.
   *
   * @param height of the block that holds it
   * @param receipt the result of executing it
   */
  public record StoredReply(long height, Receipt receipt) {}

  private final OrderingRight right;

  /**
   * Of the keys that blocks registered, and of those from the start that have sent: the genesis
   * state says who the others are, and there may be a great many. Hashed, not sorted: every request
   * is looked up several times, only an encoding is in order.
   */
  private final Map<PublicKey, ClientReplies> byClient = new LinkedHashMap<>();

  /** The row of one client. */
  private static final class ClientReplies {
    private final long registeredAt;
    private final TreeMap<Long, StoredReply> byNumber = new TreeMap<>();
    private long highestNumber;

    ClientReplies(long registeredAt) {
      this.registeredAt = registeredAt;
    }

    void put(long number, StoredReply result) {
      highestNumber = Math.max(highestNumber, number);
      byNumber.headMap(highestNumber - WINDOW, true).clear();
      if (number > highestNumber - WINDOW) {
        byNumber.put(number, result);
      }
    }

    boolean isExecuted(long number) {
      return number <= highestNumber - WINDOW || byNumber.containsKey(number);
    }

    ClientReplies copy() {
      ClientReplies copy = new ClientReplies(registeredAt);
      byNumber.forEach(copy::put);
      return copy;
    }

    boolean isEqualTo(ClientReplies other) {
      return other != null && registeredAt == other.registeredAt && byNumber.equals(other.byNumber);
    }

    List<RowReply> inOrder() {
      return byNumber.values().stream().map(RowReply::of).toList();
    }
  }

  /** The table at the genesis block. */
  public ClientTable(OrderingRight right) {
    this.right = right;
  }

  /** The block at this height has registered the key; it stays so for good. */
  public void register(PublicKey key, long height) {
    if (!right.isFromStart(key)) {
      byClient.putIfAbsent(key, new ClientReplies(height));
    }
  }

  /**
   * The height of the block that registered the sender, 0 for the genesis block; empty if it is not
   * registered. Where everybody may order, all are from the start.
   */
  public OptionalLong registeredAt(PublicKey sender) {
    if (right.isFromStart(sender)) {
      return OptionalLong.of(0);
    }
    ClientReplies row = byClient.get(sender);
    return row == null ? OptionalLong.empty() : OptionalLong.of(row.registeredAt);
  }

  /** CONS-9: whether the request was executed, or is too old to be distinguished. */
  public boolean isExecuted(RequestId request) {
    ClientReplies results = byClient.get(request.sender());
    return results != null && results.isExecuted(request.sequence());
  }

  /** How the request ended, if that is still known. */
  public Optional<StoredReply> find(RequestId request) {
    ClientReplies results = byClient.get(request.sender());
    return results == null
        ? Optional.empty()
        : Optional.ofNullable(results.byNumber.get(request.sequence()));
  }

  /** Remembers how a request ended; nothing of a sender that may not order. */
  public void put(long height, Receipt receipt) {
    RequestId request = receipt.request();
    if (right.isFromStart(request.sender())) {
      byClient.putIfAbsent(request.sender(), new ClientReplies(0));
    }
    // No valid block holds a request of an unregistered key. If more than f members decide one all
    // the same, it is executed here too, without a trace.
    ClientReplies row = byClient.get(request.sender());
    if (row != null) {
      row.put(request.sequence(), new StoredReply(height, receipt));
    }
  }

  /** A table with the same content, which does not change with this one. */
  public ClientTable copy() {
    ClientTable copy = new ClientTable(right);
    byClient.forEach((client, row) -> copy.byClient.put(client, row.copy()));
    return copy;
  }

  /** Whether both have the same rows: quick if they hold the same objects, as in one process. */
  public boolean hasRowsOf(ClientTable other) {
    return byClient.size() == other.byClient.size()
        && byClient.entrySet().stream()
            .allMatch(each -> each.getValue().isEqualTo(other.byClient.get(each.getKey())));
  }

  /** Reads what {@link #encode} wrote for a chain with this right to order. */
  public static ClientTable decode(Decoder in, OrderingRight right) {
    ClientTable table = new ClientTable(right);
    List<ClientRow> rows = ROWS.decode(in);
    for (ClientRow row : rows) {
      table.register(row.client(), row.registeredAt());
      row.replies().forEach(reply -> table.put(reply.height(), reply.receiptOf(row.client())));
    }
    if (!table.rows().equals(rows)) {
      throw new MalformedInput("a client table is not in its one order, or holds too much");
    }
    return table;
  }

  /** Clients by key and their results by number: equal tables give equal bytes. */
  @Override
  public void encode(Encoder out) {
    ROWS.encode(out, rows());
  }

  /** Exact: a table is large, and its encoding should not be copied. */
  @Override
  public int expectedSize() {
    return ROWS.size(rows());
  }

  private List<ClientRow> rows() {
    List<ClientRow> rows = new ArrayList<>();
    for (Map.Entry<PublicKey, ClientReplies> each : new TreeMap<>(byClient).entrySet()) {
      ClientReplies row = each.getValue();
      rows.add(new ClientRow(each.getKey(), row.registeredAt, row.inOrder()));
    }
    return rows;
  }

  /** A row in the encoding. */
  private record ClientRow(PublicKey client, long registeredAt, List<RowReply> replies) {
    static final Codec<ClientRow> CODEC =
        Codec.of(ClientRow.class, PublicKey.CODEC, Codec.INT64, RowReply.CODEC.list())
            .checked(ClientRow::requireHeight);

    private void requireHeight() {
      if (registeredAt < 0) {
        throw new MalformedInput("no block has the height " + registeredAt);
      }
    }
  }

  /** A result without the sender, which its row names. */
  private record RowReply(long number, long height, int code, Bytes output) {
    static final Codec<RowReply> CODEC =
        Codec.of(RowReply.class, Codec.INT64, Codec.INT64, Codec.UINT8, Codec.BYTES);

    static RowReply of(StoredReply reply) {
      Receipt receipt = reply.receipt();
      return new RowReply(
          receipt.request().sequence(), reply.height(), receipt.code(), receipt.output());
    }

    Receipt receiptOf(PublicKey client) {
      return new Receipt(new RequestId(client, number), code, output);
    }
  }
}
