/** As many files as are matched in one go. */
export const mostPhotoFiles = 5000;
