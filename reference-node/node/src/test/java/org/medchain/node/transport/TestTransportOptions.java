package org.medchain.node.transport;

import java.time.Duration;

/** The default bounds with a few changed, for tests that must not wait. */
final class TestTransportOptions {
  private int queueBytes = 1 << 20;
  private int maxFrameBytes = 1 << 18;
  private Duration handshakeTimeout = Duration.ofMinutes(2);
  private Duration pingEvery = Duration.ofSeconds(2);
  private Duration idleLimit = Duration.ofMinutes(2);
  private Duration askTimeout = Duration.ofMinutes(2);
  private int askWorkers = 2;
  private int askQueue = 64;
  private int asksPerPeer = 64;
  private int unauthenticated = 64;
  private Duration admissionInterval = Duration.ofMinutes(2);

  static TestTransportOptions few() {
    return new TestTransportOptions();
  }

  TestTransportOptions queueBytes(int bytes) {
    queueBytes = bytes;
    return this;
  }

  TestTransportOptions maxFrameBytes(int bytes) {
    maxFrameBytes = bytes;
    return this;
  }

  TestTransportOptions handshakeTimeout(Duration limit) {
    handshakeTimeout = limit;
    return this;
  }

  TestTransportOptions idle(Duration ping, Duration limit) {
    pingEvery = ping;
    idleLimit = limit;
    return this;
  }

  TestTransportOptions asks(int workers, int queue, int perPeer) {
    askWorkers = workers;
    askQueue = queue;
    asksPerPeer = perPeer;
    return this;
  }

  TestTransportOptions askTimeout(Duration limit) {
    askTimeout = limit;
    return this;
  }

  TestTransportOptions unauthenticated(int most) {
    unauthenticated = most;
    return this;
  }

  TestTransportOptions admissionInterval(Duration interval) {
    admissionInterval = interval;
    return this;
  }

  TransportOptions done() {
    return new TransportOptions(
        queueBytes,
        maxFrameBytes,
        handshakeTimeout,
        handshakeTimeout,
        Duration.ofMillis(10),
        Duration.ofMillis(200),
        pingEvery,
        idleLimit,
        askWorkers,
        askTimeout,
        4,
        unauthenticated,
        unauthenticated,
        admissionInterval,
        askQueue,
        asksPerPeer);
  }
}
