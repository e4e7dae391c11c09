/** The command {@code medchain claims}. */
package org.medchain.claims.command;
