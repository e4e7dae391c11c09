/**
 * The entries of {@code paper/claims.yaml}: claims, how each can be decided, and thresholds
 * (CLAIM-1).
 */
package org.medchain.claims.file;
