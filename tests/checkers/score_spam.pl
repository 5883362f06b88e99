# Scores mails with SpamAssassin's own rules, without network and without what it learned. Takes files; prints one line each: score, file, rules.
use strict;
use warnings;
use Mail::SpamAssassin;

my $folder = shift @ARGV;
my $judge = Mail::SpamAssassin->new({
  local_tests_only => 1,
  dont_copy_prefs => 1,
  userprefs_filename => "$folder/prefs",
  userstate_dir => $folder,
  post_config_text => "use_bayes 0\n",
});
for my $file (@ARGV) {
  open my $handle, '<:raw', $file or die "$file: $!";
  my $mail = $judge->parse([<$handle>]);
  my $status = $judge->check($mail);
  printf "%.2f %s %s\n", $status->get_score, $file, join(',', map { sprintf '%s=%.1f', $_, $status->{conf}->{scores}->{$_} // 0 } split(/,/, $status->get_names_of_tests_hit));
  $status->finish;
  $mail->finish;
}
