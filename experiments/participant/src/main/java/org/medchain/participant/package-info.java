/**
 * The paper's process by commands on a cluster (paper §3.1, §4; {@code
 * spec/requirements/process.md}).
 *
 * <p>Reading order: {@code enrolment} gets keys and certificates, {@code command} is what a person
 * types; what a command has done is {@code org.medchain.client}'s.
 */
package org.medchain.participant;
