import Building from '@lucide/svelte/icons/building';
import ImageOff from '@lucide/svelte/icons/image-off';
import MailX from '@lucide/svelte/icons/mail-x';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Clock from '@lucide/svelte/icons/clock-arrow-up';
import UserCheck from '@lucide/svelte/icons/user-round-check';
import UserX from '@lucide/svelte/icons/user-round-x';
import Users from '@lucide/svelte/icons/users-round';
import WholeWord from '@lucide/svelte/icons/whole-word';

/** The pictures of the lenses that everybody has. */
export const lensIcons = {
  everybody: Users,
  enabled: UserCheck,
  disabled: UserX,
  'no-photo': ImageOff,
  'no-email': MailX,
  'no-last-name': WholeWord,
  managed: Building,
  admin: ShieldCheck,
  waiting: Clock,
};
