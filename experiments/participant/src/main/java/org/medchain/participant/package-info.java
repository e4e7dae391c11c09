/**
 * The paper's process by commands on a cluster (paper §3.1, §4; {@code
 * spec/requirements/process.md}).
 *
 * <p>Reading order: {@code identity} keeps keys and files, {@code session} reaches the cluster,
 * {@code proof} convinces third parties, {@code command} is what a person types.
 */
package org.medchain.participant;
