package org.medchain.consensus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.medchain.data.Bytes;
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
 * what anybody can sign without being registered leaves nothing here. Where everybody may order,
 * each sender gets a row with its first request.
 */
public final class ClientTable implements Encodable {
  /** How far back, in sequence numbers, a client's requests are distinguished. */
  public static final int WINDOW = 1024;

  /**
   * How a request ended.
   *
   * @param height of the block that holds it
   * @param receipt what executing it gave
   */
  public record StoredReply(long height, Receipt receipt) {}

  private final OrderingRight right;
  private final Map<PublicKey, ClientReplies> byClient = new TreeMap<>();

  /**
   * The row of one client. Hashed, not sorted: every request is looked up several times, and only
   * an encoding needs an order.
   */
  private static final class ClientReplies {
    private final long registeredAt;
    private final Map<Long, StoredReply> byNumber = new LinkedHashMap<>();
    private long highestNumber;

    /** Numbers up to this one are discarded. */
    private long highestForgotten;

    ClientReplies(long registeredAt) {
      this.registeredAt = registeredAt;
    }

    void put(long number, StoredReply result) {
      highestNumber = Math.max(highestNumber, number);
      if (number > highestNumber - WINDOW) {
        byNumber.put(number, result);
      }
      forgetUpTo(highestNumber - WINDOW);
    }

    private void forgetUpTo(long last) {
      if (last - highestForgotten > byNumber.size()) {
        byNumber.keySet().removeIf(number -> number <= last); // a leap over numbers never used
        highestForgotten = last;
      }
      while (highestForgotten < last) {
        highestForgotten++;
        byNumber.remove(highestForgotten);
      }
    }

    boolean isExecuted(long number) {
      return number <= highestNumber - WINDOW || byNumber.containsKey(number);
    }

    List<RowReply> inOrder() {
      return byNumber.keySet().stream().sorted().map(byNumber::get).map(RowReply::of).toList();
    }
  }

  /** The table at the genesis block. */
  public ClientTable(OrderingRight right) {
    this(right, right.atGenesis());
  }

  private ClientTable(OrderingRight right, List<PublicKey> fromStart) {
    this.right = right;
    fromStart.forEach(key -> register(key, 0));
  }

  /** The block at this height has registered the key; it stays so for good. */
  public void register(PublicKey key, long height) {
    if (right instanceof OrderingRight.Registered) {
      byClient.putIfAbsent(key, new ClientReplies(height));
    }
  }

  /**
   * The height of the block that registered the sender, 0 for the genesis block; empty if it is not
   * registered. Where everybody may order, all are from the start.
   */
  public OptionalLong registeredAt(PublicKey sender) {
    return switch (right) {
      case OrderingRight.Anyone anyone -> OptionalLong.of(0);
      case OrderingRight.Registered registered -> {
        ClientReplies row = byClient.get(sender);
        yield row == null ? OptionalLong.empty() : OptionalLong.of(row.registeredAt);
      }
    };
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
    if (right instanceof OrderingRight.Anyone) {
      byClient.putIfAbsent(request.sender(), new ClientReplies(0));
    }
    // No valid block holds a request of an unregistered key. If more than f members decide one all
    // the same, it is executed here too, without a trace.
    ClientReplies row = byClient.get(request.sender());
    if (row != null) {
      row.put(request.sequence(), new StoredReply(height, receipt));
    }
  }

  /** Reads what {@link #encode} wrote for a chain with this right to order. */
  public static ClientTable decode(Decoder in, OrderingRight right) {
    ClientTable table = new ClientTable(right, List.of());
    List<ClientRow> rows = in.list(ClientRow.MIN_SIZE, ClientRow::decode);
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
    out.list(rows());
  }

  private List<ClientRow> rows() {
    List<ClientRow> rows = new ArrayList<>();
    byClient.forEach(
        (client, row) -> rows.add(new ClientRow(client, row.registeredAt, row.inOrder())));
    return rows;
  }

  private record ClientRow(PublicKey client, long registeredAt, List<RowReply> replies)
      implements Encodable {
    static final int MIN_SIZE = PublicKey.SIZE + 8 + 1;

    static ClientRow decode(Decoder in) {
      PublicKey client = PublicKey.decode(in);
      long registeredAt = in.int64();
      if (registeredAt < 0) {
        throw in.malformed("no block has the height " + registeredAt);
      }
      return new ClientRow(client, registeredAt, in.list(RowReply.MIN_SIZE, RowReply::decode));
    }

    @Override
    public void encode(Encoder out) {
      out.value(client).int64(registeredAt).list(replies);
    }
  }

  /** A result without the sender, which its row names. */
  private record RowReply(long number, long height, int code, Bytes output) implements Encodable {
    static final int MIN_SIZE = 8 + 8 + 1 + 1;

    static RowReply of(StoredReply reply) {
      Receipt receipt = reply.receipt();
      return new RowReply(
          receipt.request().sequence(), reply.height(), receipt.code(), receipt.output());
    }

    static RowReply decode(Decoder in) {
      return new RowReply(in.int64(), in.int64(), in.uint8(), in.bytes());
    }

    Receipt receiptOf(PublicKey client) {
      return new Receipt(new RequestId(client, number), code, output);
    }

    @Override
    public void encode(Encoder out) {
      out.int64(number).int64(height).uint8(code).bytes(output);
    }
  }
}
