/** Points and cash over time (conditions T17, T18): issued, held, burnt and redeemed. */
package org.medchain.credit.budget;
