package org.medchain.data;

/**
 * A participant's two keys.
 *
 * @param publicKey the name by which others know the participant
 * @param secretKey the secret that only the participant holds
 */
public record KeyPair(PublicKey publicKey, SecretKey secretKey) {}
