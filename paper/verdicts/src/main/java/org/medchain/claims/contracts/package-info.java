/** Claims on agreements that trigger themselves (paper §3.2.5, CLAIM-3). */
package org.medchain.claims.contracts;
