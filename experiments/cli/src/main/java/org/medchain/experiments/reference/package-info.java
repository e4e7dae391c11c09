/**
 * The committed results of {@code results/}: each folder's manifest says by which command, from
 * which code and on what it was made, so that what is older than its code can be told and made
 * again.
 */
package org.medchain.experiments.reference;
