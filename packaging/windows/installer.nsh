; Not verified: no Windows machine was at hand. Included by electron-builder's installer (electron-builder.yml, nsis).
!macro customInstall
  CreateDirectory "$COMMONAPPDATA\Sanwu"
  ; The kiosk's file holds a password: administrators, the system and the kiosk's users only.
  nsExec::Exec 'icacls "$COMMONAPPDATA\Sanwu" /inheritance:r /grant *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-545:(OI)(CI)M'
  nsExec::Exec 'schtasks /Create /TN Sanwu /XML "$INSTDIR\service\sanwu-task.xml" /F'
!macroend

!macro customUnInstall
  nsExec::Exec 'schtasks /End /TN Sanwu'
  nsExec::Exec 'schtasks /Delete /TN Sanwu /F'
!macroend
