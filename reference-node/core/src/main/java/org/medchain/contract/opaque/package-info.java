/** Orders whose content means something only to their sender (CON-21). */
package org.medchain.contract.opaque;
